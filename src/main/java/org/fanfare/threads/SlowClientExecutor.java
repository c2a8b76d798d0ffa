package org.fanfare.threads;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the writes to one client on a server where a write may wait for its client ({@link
 * org.fanfare.transport.Quirk#WRITES_WAIT}).
 *
 * <p>Passing each write to a worker would double the CPU time of a delivery there (the performance
 * documentation has the figures). So the shard's thread writes, and another thread takes over if
 * the write does not return. After a write longer than {@link #LONG}, workers write to the client
 * until {@link #PROBATION} writes in a row were short. After a write longer than {@link #STUCK},
 * for which the shard needed another thread, workers write for good. Safe for use by any thread.
 */
final class SlowClientExecutor implements Executor {
  /** A write that lasts longer has waited for the client, or was delayed by something else. */
  static final Duration LONG = Duration.ofMillis(10);

  /** A write that lasts longer has certainly waited for the client. */
  static final Duration STUCK = Duration.ofMillis(100);

  /** The number of short writes in a row that show that the client reads again. */
  static final int PROBATION = 100;

  private static final int FOR_GOOD = -1;

  private final Executor shards;
  private final Executor workers;
  private final Ticker ticker;
  private final AtomicInteger onProbation = new AtomicInteger();

  SlowClientExecutor(Executor shards, Executor workers, Ticker ticker) {
    this.shards = shards;
    this.workers = workers;
    this.ticker = ticker;
  }

  @Override
  public void execute(Runnable write) {
    (onProbation.get() != 0 ? workers : shards).execute(() -> timed(write));
  }

  private void timed(Runnable write) {
    long before = ticker.nanos();
    write.run();
    long lasted = ticker.nanos() - before;
    onProbation.updateAndGet(left -> after(lasted, left));
  }

  private static int after(long lasted, int left) {
    if (left == FOR_GOOD || lasted > STUCK.toNanos()) {
      return FOR_GOOD;
    }
    return lasted > LONG.toNanos() ? PROBATION : Math.max(0, left - 1);
  }
}
