package org.fanfare.threads;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An executor with one thread, which runs tasks in order. While a task blocks the thread, others
 * are added that run the tasks behind it. Tasks then still begin in order, but may end in another.
 *
 * <p>Safe for use by any thread, except for {@link #relieve}, which one timer calls. After {@link
 * #shutdown} it refuses tasks with {@link java.util.concurrent.RejectedExecutionException}. If the
 * container has no thread, it throws the container's exception and does not accept the task.
 */
final class CompensatingExecutor extends ThreadPoolExecutor {
  private static final System.Logger LOG = System.getLogger(CompensatingExecutor.class.getName());

  private static final ThreadLocal<@Nullable Runner> CURRENT = new ThreadLocal<>();

  private final Set<Runner> runners = ConcurrentHashMap.newKeySet();
  private boolean told;

  /**
   * Creates an executor whose threads {@code container} creates, the first one for the first task.
   *
   * @param most the maximum number of threads, at least 1. If that many tasks block, the tasks
   *     behind them wait
   */
  CompensatingExecutor(ThreadFactory container, int most) {
    super(1, most, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    setThreadFactory(loop -> container.newThread(new Runner(loop)));
  }

  /** One of the threads, with a counter that shows whether it makes progress. */
  private final class Runner implements Runnable {
    private final Runnable loop;
    private final AtomicInteger steps = new AtomicInteger(); // odd while in a task
    private int seen;

    Runner(Runnable loop) {
      this.loop = loop;
    }

    @Override
    public void run() {
      CURRENT.set(this);
      runners.add(this);
      try {
        loop.run();
      } finally {
        runners.remove(this);
      }
    }

    CompensatingExecutor share() {
      return CompensatingExecutor.this;
    }

    void step() {
      steps.setRelease(steps.getPlain() + 1); // only this thread writes it
    }

    /** Returns whether the thread is still in the same task as at the previous call. */
    boolean isHeldUp() {
      int now = steps.getAcquire();
      boolean same = now == seen && now % 2 != 0;
      seen = now;
      return same;
    }
  }

  @Override
  protected void beforeExecute(Thread thread, Runnable task) {
    step();
  }

  @Override
  protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
    step();
  }

  private static void step() {
    Runner runner = CURRENT.get();
    if (runner != null) {
      runner.step();
    }
  }

  /** Returns the executor that the calling thread belongs to; null if there is none. */
  static @Nullable CompensatingExecutor here() {
    Runner runner = CURRENT.get();
    return runner == null ? null : runner.share();
  }

  /** Executes a task; returns false if this executor is shut down or has no thread. */
  boolean takes(Runnable task) {
    try {
      execute(task);
      return true;
    } catch (RuntimeException | Error none) {
      return false;
    }
  }

  /**
   * Provides one thread more than those that have been in the same task since the previous call; if
   * all threads have, it doubles their number. Surplus threads end once they are idle.
   *
   * @param most the maximum number of threads now, from 1 to that of this executor
   */
  void relieve(int most) {
    int all = 0;
    int heldUp = 0;
    for (Runner runner : runners) {
      all++;
      heldUp += runner.isHeldUp() ? 1 : 0;
    }
    int more = heldUp == all ? Math.max(1, all) : 1;
    try {
      setCorePoolSize(Math.min(heldUp + more, most)); // creates threads if there is work for them
    } catch (RuntimeException | Error noThread) {
      setCorePoolSize(Math.max(1, getPoolSize())); // else each new task would request a thread
      if (!told) {
        told = true;
        LOG.log(Level.WARNING, "No thread to go on while clients hold others up", noThread);
      }
    }
  }
}
