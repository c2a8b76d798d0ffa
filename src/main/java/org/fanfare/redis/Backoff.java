package org.fanfare.redis;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt to reach a server: 50 ms, doubled after each failure up
 * to 2 s, each time up to half more or less, so that nodes do not come all at once. Used on the
 * loop.
 */
final class Backoff {
  private static final long FIRST = 50;
  private static final long MOST = 2000;

  private final RandomGenerator random;
  private long next = FIRST;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Returns the milliseconds to wait now. */
  long millis() {
    long wait = next / 2 + random.nextLong(next + 1);
    next = Math.min(MOST, 2 * next);
    return wait;
  }

  /** An attempt succeeded. */
  void reset() {
    next = FIRST;
  }
}
