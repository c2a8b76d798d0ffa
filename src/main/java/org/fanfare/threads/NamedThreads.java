package org.fanfare.threads;

import java.util.concurrent.ThreadFactory;

/** Creates threads of one factory whose names state their purpose. Safe for use by any thread. */
public final class NamedThreads {
  private final ThreadFactory container;

  /** Uses the threads of {@code container}, which may fail to supply one. */
  public NamedThreads(ThreadFactory container) {
    this.container = container;
  }

  /**
   * Returns a factory of threads with a name. If the container has no thread, the factory throws an
   * {@link IllegalStateException} (in Jakarta Concurrency 3.0, section 3.4, the container then
   * returns null).
   */
  public ThreadFactory named(String name) {
    return task -> {
      Thread thread = container.newThread(task);
      if (thread == null) {
        throw new IllegalStateException("the server has no thread for " + name);
      }
      thread.setName(name);
      return thread;
    };
  }
}
