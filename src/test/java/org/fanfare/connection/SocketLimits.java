package org.fanfare.connection;

import java.time.Duration;

/** Bounds of WebSockets for tests, roomy but for what a test is about. */
public final class SocketLimits {
  public static final Duration LIFETIME = Duration.ofMinutes(90);

  private SocketLimits() {}

  /** At most so many replies wait. */
  public static SocketBounds replies(int most) {
    return of(most, 10_000);
  }

  /** At most so many replies and requests wait. */
  public static SocketBounds of(int replies, int requests) {
    return new SocketBounds(replies, 1 << 20, requests, 1 << 22, 1 << 25, LIFETIME);
  }

  /** At most so many bytes of replies wait. */
  static SocketBounds replyBytes(int most) {
    return new SocketBounds(1000, most, 10_000, 1 << 22, 1 << 25, LIFETIME);
  }

  /** At most so many requests wait, of so many bytes, and those of all of so many. */
  static SocketBounds requests(int most, int bytes, int total) {
    return new SocketBounds(1, 1, most, bytes, total, LIFETIME);
  }
}
