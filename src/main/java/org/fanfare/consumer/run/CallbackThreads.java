package org.fanfare.consumer.run;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the callbacks of all connections of a node: so many at one time, the others wait in the
 * order in which they came. A callback that blocks holds one of the threads, and nothing else.
 *
 * <p>Safe for use by any thread. Tasks must not throw. After the container's executor has refused
 * one, as it does when the application ends, tasks are refused with {@link
 * RejectedExecutionException}.
 */
final class CallbackThreads implements Executor {
  private final Executor workers;
  private final int most;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger running = new AtomicInteger();

  /**
   * Uses at most {@code most} of the workers at one time.
   *
   * @param workers the container's executor, for tasks that may wait
   */
  CallbackThreads(Executor workers, int most) {
    this.workers = workers;
    this.most = most;
  }

  @Override
  public void execute(Runnable task) {
    waiting.add(task);
    if (enter()) {
      start(task);
    }
  }

  /** The number of tasks that wait for a thread; about. */
  int waiting() {
    return waiting.size();
  }

  /** The number of threads that are in use. */
  int running() {
    return running.get();
  }

  private boolean enter() {
    int now = running.get();
    while (now < most) {
      if (running.compareAndSet(now, now + 1)) {
        return true;
      }
      now = running.get();
    }
    return false;
  }

  private void start(Runnable task) {
    try {
      workers.execute(this::work);
    } catch (RejectedExecutionException stopped) {
      running.decrementAndGet();
      if (waiting.remove(task)) {
        throw stopped;
      } // else another thread runs it
    }
  }

  private void work() {
    do {
      try {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
          task.run();
        }
      } finally {
        running.decrementAndGet();
      }
    } while (!waiting.isEmpty() && enter()); // one that came after the last look
  }
}
