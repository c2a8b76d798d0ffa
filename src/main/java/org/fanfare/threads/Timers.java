package org.fanfare.threads;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that looks at the clock, a thread of the container; what it runs must not block.
 *
 * <p>It is not the container's own timer, on which tasks are lost while the application starts or
 * ends ({@link org.fanfare.transport.Quirk#LOSES_WORK_WHILE_IT_DEPLOYS}, {@link
 * org.fanfare.transport.Quirk#FAILS_TIMERS_AT_THE_END}).
 */
public final class Timers implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Timers.class.getName());

  private final ScheduledExecutorService clock;

  /** Timers on a thread of {@code threads}. */
  Timers(NamedThreads threads) {
    clock = Executors.newSingleThreadScheduledExecutor(threads.named("fanfare-clock"));
  }

  /**
   * Runs a task again and again, the first time after an interval, then as long after it has ended:
   * what a machine that was held up has missed is not made up for in a burst.
   */
  // What a task throws is told where it is run: the future has nothing else to say.
  @SuppressWarnings("FutureReturnValueIgnored")
  public void every(Duration interval, Runnable task) {
    long millis = Math.max(1, interval.toMillis());
    clock.scheduleWithFixedDelay(() -> run(task), millis, millis, TimeUnit.MILLISECONDS);
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error failed) {
      LOG.log(Level.ERROR, "a timer failed; it goes on", failed);
    }
  }

  /** Ends it: no task runs when this returns, unless one blocks, and its thread is about to end. */
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
