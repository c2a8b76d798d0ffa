package org.fanfare.connection;

import java.time.Duration;

/**
 * The bounds and times of all connections of a node.
 *
 * @param max the most connections at one time
 * @param writeBytes the most bytes of messages in one write, unless one message is larger
 * @param heartbeat between two signs of life
 * @param maxReplies the most answers that may wait for a client to read them
 * @param pending how many bytes may be given to the server without a sign that they have left it
 * @param spread over what time clients are told to come back when the server stops
 */
public record ConnectionSettings(
    int max,
    int writeBytes,
    Duration heartbeat,
    int maxReplies,
    PendingBounds pending,
    Duration spread) {
  /** Throws {@link IllegalArgumentException} for a bound that is out of its range. */
  public ConnectionSettings {
    if (max < 1 || writeBytes < 1 || heartbeat.toMillis() < 1 || maxReplies < 1) {
      throw new IllegalArgumentException(
          "bounds are at least 1: %d, %d, %s, %d"
              .formatted(max, writeBytes, heartbeat, maxReplies));
    }
  }
}
