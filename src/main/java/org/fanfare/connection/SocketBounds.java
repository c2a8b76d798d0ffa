package org.fanfare.connection;

import java.time.Duration;

/**
 * The bounds of each WebSocket, beside those of every connection.
 *
 * @param replies the maximum number of replies that may wait until a client reads them
 * @param replyBytes the maximum memory of these replies, in bytes; a single one may exceed it
 * @param requests the maximum number of requests in frames that are not answered yet
 * @param requestBytes the maximum memory of these requests, in bytes; a single one may exceed it
 * @param requestTotal the maximum memory of such requests of all WebSockets together, in bytes
 * @param lifetime the time after which a WebSocket is closed whose caller has logged in or has
 *     shown a key, at the latest: what the caller may is then looked up again
 */
public record SocketBounds(
    int replies,
    long replyBytes,
    int requests,
    long requestBytes,
    long requestTotal,
    Duration lifetime) {
  /** Throws {@link IllegalArgumentException} for a bound that is less than 1. */
  public SocketBounds {
    if (replies < 1
        || replyBytes < 1
        || requests < 1
        || requestBytes < 1
        || requestTotal < 1
        || lifetime.toMillis() < 1) {
      throw new IllegalArgumentException(
          "bounds are at least 1: %d, %d, %d, %d, %d, %s"
              .formatted(replies, replyBytes, requests, requestBytes, requestTotal, lifetime));
    }
  }
}
