package org.fanfare.threads;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;

/** A container's threads, as plain ones that are remembered. Safe for use by any thread. */
final class MadeThreads implements ThreadFactory {
  private final Queue<Thread> made = new ConcurrentLinkedQueue<>();

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task);
    made.add(thread);
    return thread;
  }

  /** All that were made so far, the first one first; it grows. */
  Queue<Thread> all() {
    return made;
  }
}
