package org.fanfare.connection;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The times of one connection.
 *
 * @param beat the time without a write after which a heartbeat is due; for a poll, how long it
 *     waits
 * @param end the time after which the server ends the connection; null for never
 * @param why why it ends then
 */
public record ConnectionTimes(Duration beat, @Nullable Duration end, Ended why) {
  /** The times of a connection that the server ends after {@code end}, or never if it is null. */
  public ConnectionTimes(Duration beat, @Nullable Duration end) {
    this(beat, end, Ended.LIFETIME);
  }

  /**
   * Returns the times of a connection without heartbeats, which the server ends after {@code
   * silence}.
   */
  public static ConnectionTimes silentFor(Duration silence) {
    return new ConnectionTimes(silence.plusMinutes(1), silence);
  }

  /**
   * Returns the times of a connection whose client's login expires.
   *
   * @param lasts how long the login lasts; empty if it does not expire
   */
  public ConnectionTimes withLogin(Optional<Duration> lasts) {
    return lasts
        .filter(rest -> end == null || rest.compareTo(end) < 0)
        .map(rest -> new ConnectionTimes(beat, rest, Ended.EXPIRED))
        .orElse(this);
  }
}
