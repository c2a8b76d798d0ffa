package org.fanfare.boot;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An executor of one thread, in order. Where a task holds that up, another thread goes on with what
 * is behind it, until the first one is free again.
 *
 * <p>Safe for use by any thread, but for {@link #relieve}, which one timer calls. After {@link
 * #shutdown} it refuses with {@link RejectedExecutionException}.
 */
final class Relay extends ThreadPoolExecutor {
  private static final System.Logger LOG = System.getLogger(Relay.class.getName());

  /** So many threads at most: what is behind as many tasks that do not end waits for them. */
  static final int MOST = 256;

  private static final ThreadLocal<@Nullable Runner> CURRENT = new ThreadLocal<>();

  private final Set<Runner> runners = ConcurrentHashMap.newKeySet();
  private boolean told;

  /** A relay whose threads {@code container} makes. */
  Relay(ThreadFactory container) {
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

    Relay relay() {
      return Relay.this;
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

  /** The relay that the calling thread belongs to, if it belongs to one. */
  static @Nullable Relay here() {
    Runner runner = CURRENT.get();
    return runner == null ? null : runner.relay();
  }

  /** Executes a task, or returns false because it is shut down. */
  boolean takes(Runnable task) {
    try {
      execute(task);
      return true;
    } catch (RejectedExecutionException ended) {
      return false;
    }
  }

  /**
   * Puts another thread beside those that have been in the same task since this was called last,
   * and lets it go when they are free. If all are, there come as many as there are.
   */
  void relieve() {
    int all = 0;
    int heldUp = 0;
    for (Runner runner : runners) {
      all++;
      heldUp += runner.isHeldUp() ? 1 : 0;
    }
    int wanted = Math.min(heldUp + (heldUp == all ? Math.max(1, all) : 1), MOST);
    try {
      if (wanted != getCorePoolSize()) {
        setCorePoolSize(wanted); // makes those that are missing, if there is work for them
      } else if (all < wanted && !getQueue().isEmpty()) {
        prestartCoreThread(); // could not be had before
      }
    } catch (IllegalStateException noThread) {
      if (!told) {
        told = true;
        LOG.log(Level.WARNING, "No thread to go on while clients hold others up", noThread);
      }
    }
  }
}
