package org.fanfare.connection;

import java.time.Duration;

/**
 * The bounds and times of all connections of a node.
 *
 * @param max the maximum number of connections at the same time
 * @param writeBytes the maximum total size of the messages in one write, in bytes; a single message
 *     may exceed it
 * @param heartbeat the interval between heartbeats
 * @param maxReplies the maximum number of replies that may wait until a client reads them
 * @param pending how many bytes may have been passed to the server and are not known to have left
 *     it
 * @param spread the time over which clients are asked to reconnect when the server stops
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
