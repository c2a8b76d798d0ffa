package org.fanfare.connection;

import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.fanfare.threads.Ticker;

/**
 * The end of a shard's connections in a given time, so that their clients do not reach another node
 * all at once. Used on the shard.
 */
final class Drain {
  private final Ticker ticker;
  private final long until;
  private final LongSupplier retry;
  private long last;

  /**
   * Begins now.
   *
   * @param until when all have been asked to reconnect, in nanoseconds of the ticker
   * @param retry says after how many milliseconds the next client should reconnect
   */
  Drain(Ticker ticker, long until, LongSupplier retry) {
    this.ticker = ticker;
    this.until = until;
    this.retry = retry;
    this.last = ticker.nanos();
  }

  /**
   * Returns those whose turn has come: of all that are left such a part as of the time that was
   * left has passed since the last call.
   */
  List<ClientConnection> next(Collection<ClientConnection> left) {
    long now = ticker.nanos();
    double passed = until - now <= 0 ? 1 : (now - last) / (double) (until - last);
    last = now;
    return left.stream().limit((long) Math.ceil(left.size() * passed)).toList();
  }

  long retry() {
    return retry.getAsLong();
  }
}
