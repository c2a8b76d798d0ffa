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
 * An executor of one thread, in order; of more while a task holds one up, which goes on with what
 * is behind that task. In order is then what each of them begins, not what it ends.
 *
 * <p>Safe for use by any thread, but for {@link #relieve}, which one timer calls. After {@link
 * #shutdown} it refuses with {@link java.util.concurrent.RejectedExecutionException}. Where the
 * container has no thread to give it throws what that throws, and has not taken the task.
 */
final class CompensatingExecutor extends ThreadPoolExecutor {
  private static final System.Logger LOG = System.getLogger(CompensatingExecutor.class.getName());

  /** So many threads at most: what is behind as many tasks that do not end waits for them. */
  static final int MOST = 256;

  private static final ThreadLocal<@Nullable Runner> CURRENT = new ThreadLocal<>();

  private final Set<Runner> runners = ConcurrentHashMap.newKeySet();
  private boolean told;

  /** One whose threads {@code container} makes, the first one for the first task. */
  CompensatingExecutor(ThreadFactory container) {
    super(1, MOST, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    setThreadFactory(loop -> container.newThread(new Runner(loop)));
  }

  /** One of the threads, and whether it gets on. */
  private final class Runner implements Runnable {
    private final Runnable loop;
    private final AtomicInteger steps = new AtomicInteger(); // odd within a task
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
      steps.setRelease(steps.getPlain() + 1); // nobody else counts
    }

    /** Whether it is in the same task as when this was asked last. */
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

  /** The one that the calling thread belongs to, if it belongs to one. */
  static @Nullable CompensatingExecutor here() {
    Runner runner = CURRENT.get();
    return runner == null ? null : runner.share();
  }

  /** Executes a task, or returns false because it is shut down or has no thread. */
  boolean takes(Runnable task) {
    try {
      execute(task);
      return true;
    } catch (RuntimeException | Error none) {
      return false;
    }
  }

  /**
   * Puts another thread beside those that have been in the same task since this was called last; if
   * all of them are, as many as there are. When they get on, it lets the surplus go.
   */
  void relieve() {
    int all = 0;
    int heldUp = 0;
    for (Runner runner : runners) {
      all++;
      heldUp += runner.isHeldUp() ? 1 : 0;
    }
    int more = heldUp == all ? Math.max(1, all) : 1;
    try {
      setCorePoolSize(Math.min(heldUp + more, MOST)); // makes them, if there is work for them
    } catch (RuntimeException | Error noThread) {
      setCorePoolSize(Math.max(1, getPoolSize())); // else each new task would ask for one
      if (!told) {
        told = true;
        LOG.log(Level.WARNING, "No thread to go on while clients hold others up", noThread);
      }
    }
  }
}
