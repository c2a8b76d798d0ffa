package org.fanfare.transport;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.fanfare.connection.Ticker;

/**
 * Who writes to one client of a server on which a write may wait for it ({@link
 * Quirk#WRITES_WAIT}).
 *
 * <p>A hand-off to a worker costs several times what a write costs. So its shard's thread writes,
 * which is relieved if the write does not return. From then on workers write to this client, which
 * may hold each of them up, until it has taken many writes in a row at once. Safe for use by any
 * thread.
 */
final class WriteLane implements Executor {
  /** What lasts longer has waited for the client. */
  static final Duration LONG = Duration.ofMillis(10);

  /** So many short ones in a row show that it reads again. */
  static final int PROBATION = 100;

  private final Executor shards;
  private final Executor workers;
  private final Ticker ticker;
  private volatile int onProbation;

  WriteLane(Executor shards, Executor workers, Ticker ticker) {
    this.shards = shards;
    this.workers = workers;
    this.ticker = ticker;
  }

  @Override
  public void execute(Runnable write) {
    (onProbation > 0 ? workers : shards).execute(() -> timed(write));
  }

  private void timed(Runnable write) {
    long before = ticker.nanos();
    write.run();
    int left = onProbation;
    if (ticker.nanos() - before > LONG.toNanos()) {
      onProbation = PROBATION;
    } else if (left > 0) {
      onProbation = left - 1; // that two threads count as one does no harm
    }
  }
}
