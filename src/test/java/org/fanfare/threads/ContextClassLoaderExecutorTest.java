package org.fanfare.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks run where the server finds no providers of thread contexts. */
class ContextClassLoaderExecutorTest {
  private static final String PROVIDERS =
      "META-INF/services/jakarta.enterprise.concurrent.spi.ThreadContextProvider";

  private final ClassLoader callers = new ClassLoader() {};
  private final ClassLoader application = new Application();
  private ClassLoader before;

  /** An application whose class path names something under each name. */
  private static final class Application extends ClassLoader {
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return Collections.enumeration(List.of(new URL("file:/" + name)));
    }
  }

  @BeforeEach
  void aCallerWithALoaderOfItsOwn() {
    before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(callers);
  }

  @AfterEach
  void asItWas() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void aTaskRunsWithoutALookThroughTheClassPathForProviders() {
    Queue<Runnable> given = new ArrayDeque<>();
    Queue<Boolean> found = new ArrayDeque<>();
    ContextClassLoaderExecutor workers = new ContextClassLoaderExecutor(given::add, application);

    workers.execute(
        () -> {
          found.add(finds(PROVIDERS));
          found.add(finds("META-INF/services/another"));
        });
    given.remove().run();

    assertThat(found).containsExactly(false, true);
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(callers);
  }

  @Test
  void theThreadHasItsOwnLoaderBackAfterATaskThatFailed() {
    ContextClassLoaderExecutor workers = new ContextClassLoaderExecutor(Runnable::run, application);

    assertThatThrownBy(
            () ->
                workers.execute(
                    () -> {
                      throw new IllegalStateException("failed");
                    }))
        .hasMessage("failed");

    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(callers);
  }

  private static boolean finds(String name) {
    try {
      return Thread.currentThread().getContextClassLoader().getResources(name).hasMoreElements();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
