package org.fanfare.transport;

import jakarta.servlet.ServletContext;
import java.util.concurrent.Executor;
import org.fanfare.connection.Ticker;

/**
 * Which threads write to clients: whoever has something to write, or, where a write may wait for
 * its client ({@link Quirk#WRITES_WAIT}), its shard's thread, which can be relieved, and workers.
 */
public final class WritingThreads {
  private static final int PIECE = 32_000;
  private static final int QUEUED_PIECE = 256 * 1024;

  private final Executor shards;
  private final Executor workers;
  private final Ticker ticker;

  /**
   * Threads for servers where a write may wait.
   *
   * @param shards runs what a shard gives it behind the shard's tasks, on its thread, which another
   *     one relieves if that is held up
   * @param workers write to clients that are known to hold them up
   */
  public WritingThreads(Executor shards, Executor workers, Ticker ticker) {
    this.shards = shards;
    this.workers = workers;
    this.ticker = ticker;
  }

  /**
   * How one upgraded connection of {@code server} is written to ({@link Quirk#GATHERS_WRITES}); to
   * be asked for each.
   */
  public Writing upgraded(ServletContext server) {
    boolean keeps = Quirk.QUEUES_WRITES.isOf(server);
    return new Writing(
        of(server),
        Quirk.WRITES_WAIT.isOf(server),
        Quirk.GATHERS_WRITES.isOf(server) ? PIECE : most(keeps));
  }

  /** The threads for what is written to one client of {@code server}; to be asked for each. */
  public Executor of(ServletContext server) {
    return Quirk.WRITES_WAIT.isOf(server) ? new WriteLane(shards, workers, ticker) : Runnable::run;
  }

  /**
   * The most bytes that a response is given at a time: where the server {@code keeps} writes
   * ({@link Quirk#QUEUES_WRITES}), a quarter of what the settings offered for it let one write have
   * before {@link Quirk#ENDS_LARGE_WRITES}.
   */
  public static int most(boolean keeps) {
    return keeps ? QUEUED_PIECE : Integer.MAX_VALUE;
  }
}
