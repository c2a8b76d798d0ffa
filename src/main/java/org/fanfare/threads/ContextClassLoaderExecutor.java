package org.fanfare.threads;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.Executor;

/**
 * An executor whose tasks run with a special context class loader, through which the container
 * finds no providers of thread contexts.
 *
 * <p>A server may search the whole class path for them for each send ({@link
 * org.fanfare.transport.Quirk#SEARCHES_THE_CLASS_PATH}). This loader behaves like the
 * application's, except that it answers that one look-up at once with no providers. It makes no
 * difference to other servers. Safe for use by any thread.
 */
final class ContextClassLoaderExecutor implements Executor {
  private static final String PROVIDERS =
      "META-INF/services/jakarta.enterprise.concurrent.spi.ThreadContextProvider";

  private final Executor workers;
  private final ClassLoader loader;

  /** Creates an executor that runs tasks of an application on the threads of {@code workers}. */
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
