package org.fanfare.threads;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs periodic tasks on a single thread of the container; the tasks must not block.
 *
 * <p>It does not use the container's own timer, which may lose tasks while the application starts
 * or ends ({@link org.fanfare.transport.Quirk#LOSES_WORK_WHILE_IT_DEPLOYS}, {@link
 * org.fanfare.transport.Quirk#FAILS_TIMERS_AT_THE_END}).
 */
public final class Timers implements Schedule, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Timers.class.getName());

  private final ScheduledThreadPoolExecutor clock;

  /** Creates timers on a thread of {@code threads}. */
  Timers(NamedThreads threads) {
    clock = new ScheduledThreadPoolExecutor(1, threads.named("fanfare-clock"));
    clock.setRemoveOnCancelPolicy(true);
  }

  /**
   * Runs a task periodically: first after an interval, then an interval after each end. So after a
   * pause of the machine there is no burst of missed runs.
   */
  // Failures of a task are logged where it runs: the future is not needed.
  @SuppressWarnings("FutureReturnValueIgnored")
  public void every(Duration interval, Runnable task) {
    long millis = Math.max(1, interval.toMillis());
    clock.scheduleWithFixedDelay(() -> run(task), millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public Pending after(Duration delay, Runnable task) {
    try {
      Future<?> pending =
          clock.schedule(() -> run(task), Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
      return () -> pending.cancel(false);
    } catch (RejectedExecutionException over) {
      LOG.log(Level.DEBUG, "the timers have ended: a task does not run", over);
      return () -> {};
    }
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error failed) {
      LOG.log(Level.ERROR, "a timer failed; it goes on", failed);
    }
  }

  /**
   * Stops the timers. When this returns, no task is running, unless one blocks, and the thread is
   * about to end.
   */
  @Override
  public void close() {
    clock.shutdownNow();
    try {
      if (!clock.awaitTermination(1, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "a timer does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
