package org.fanfare.threads;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.Executor;

/**
 * An executor whose tasks run under a context class loader of its own, under which the container
 * finds no providers of thread contexts.
 *
 * <p>A server may look for them through the whole class path for each send ({@link
 * org.fanfare.transport.Quirk#SEARCHES_THE_CLASS_PATH}). Under this loader, which is the
 * application's but for that one look-up, it finds at once that there are none. To other servers
 * this makes no difference. Safe for use by any thread.
 */
final class ContextClassLoaderExecutor implements Executor {
  private static final String PROVIDERS =
      "META-INF/services/jakarta.enterprise.concurrent.spi.ThreadContextProvider";

  private final Executor workers;
  private final ClassLoader loader;

  /** Runs tasks of an application on the threads of {@code workers}. */
  ContextClassLoaderExecutor(Executor workers, ClassLoader application) {
    this.workers = workers;
    this.loader = new WithoutProviders(application);
  }

  @Override
  public void execute(Runnable task) {
    workers.execute(() -> run(task));
  }

  private void run(Runnable task) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      task.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static final class WithoutProviders extends ClassLoader {
    WithoutProviders(ClassLoader parent) {
      super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.equals(PROVIDERS) ? Collections.emptyEnumeration() : super.getResources(name);
    }
  }
}
