package org.fanfare.connection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The times of one connection.
 *
 * @param beat after what time of silence a sign of life is due; for a poll, how long it waits
 * @param end after what time the server ends it, or null for never
 */
public record ConnectionTimes(Duration beat, @Nullable Duration end) {
  /** Of a connection on which nothing is said until it ends. */
  public static ConnectionTimes silentFor(Duration silence) {
    return new ConnectionTimes(silence.plusMinutes(1), silence);
  }
}
