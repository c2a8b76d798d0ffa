package org.fanfare.threads;

import java.util.concurrent.ThreadFactory;

/** Threads of one factory that say by their name what they are for. Safe for use by any thread. */
final class NamedThreads {
  private final ThreadFactory container;

  /** Threads of {@code container}, which may have none to give. */
  NamedThreads(ThreadFactory container) {
    this.container = container;
  }

  /**
   * A factory of threads with a name. Where the container has none it throws an {@link
   * IllegalStateException} (Jakarta Concurrency 3.0, section 3.4, has null for that).
   */
  ThreadFactory named(String name) {
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
