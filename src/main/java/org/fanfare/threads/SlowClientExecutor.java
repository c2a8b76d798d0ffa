package org.fanfare.threads;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the writes to one client, on a server on which a write may wait for its client ({@link
 * org.fanfare.transport.Quirk#WRITES_WAIT}).
 *
 * <p>To hand each write to a worker would double the CPU that a delivery costs there (the
 * documentation of performance has the figures). So its shard's thread writes, which is relieved if
 * the write does not return. A client that has let a write wait is written to by workers: until it
 * has taken many in a row at once, or, if the wait was such that the shard was relieved, for good.
 * Waits shorter than {@link #LONG} are not noticed. Safe for use by any thread.
 */
final class SlowClientExecutor implements Executor {
  /** What lasts longer has waited for the client, or was interrupted by something else. */
  static final Duration LONG = Duration.ofMillis(10);

  /** What lasts longer has waited for the client. */
  static final Duration STUCK = Duration.ofMillis(100);

  /** So many short ones in a row show that it reads again. */
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
