package org.fanfare.connection;

import java.time.Duration;

/**
 * The bounds and times of all connections of a node.
 *
 * @param max the maximum number of connections at the same time
 * @param writeBytes the maximum total size of the messages in one write, in bytes; a single message
 *     may exceed it
 * @param heartbeat the interval between heartbeats
 * @param sockets the bounds of each WebSocket
 * @param pending how many bytes may have been passed to the server and are not known to have left
 *     it
 * @param spread the time over which clients are asked to reconnect when the server stops
 */
public record ConnectionSettings(
    int max,
    int writeBytes,
    Duration heartbeat,
    SocketBounds sockets,
    PendingBounds pending,
    Duration spread) {
  /** Throws {@link IllegalArgumentException} for a bound that is out of its range. */
  public ConnectionSettings {
    if (max < 1 || writeBytes < 1 || heartbeat.toMillis() < 1) {
      throw new IllegalArgumentException(
          "bounds are at least 1: %d, %d, %s".formatted(max, writeBytes, heartbeat));
    }
  }
}
