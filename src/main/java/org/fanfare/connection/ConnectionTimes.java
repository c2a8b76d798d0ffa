package org.fanfare.connection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The times of one connection.
 *
 * @param beat the time without a write after which a heartbeat is due; for a poll, how long it
 *     waits
 * @param end the time after which the server ends the connection; null for never
 */
public record ConnectionTimes(Duration beat, @Nullable Duration end) {
  /**
   * Returns the times of a connection without heartbeats, which the server ends after {@code
   * silence}.
   */
  public static ConnectionTimes silentFor(Duration silence) {
    return new ConnectionTimes(silence.plusMinutes(1), silence);
  }
}
