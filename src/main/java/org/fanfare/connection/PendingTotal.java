package org.fanfare.connection;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * The part of the pending bytes that all connections of a node have taken from their common total.
 * Safe for use by any thread.
 *
 * <p>A connection takes bytes in steps, and only those beyond its own part. So a delivery to a
 * client that keeps up does not access this object.
 */
final class PendingTotal {
  private final PendingBounds bounds;
  private final long step;
  private final RandomGenerator random;
  private final AtomicLong taken = new AtomicLong();
  private final LongAdder waits = new LongAdder();

  /**
   * Creates a total of which nothing is taken.
   *
   * @param random creates the contents of pings, which a client that has not read them must not be
   *     able to guess
   */
  PendingTotal(PendingBounds bounds, RandomGenerator random) {
    this.bounds = bounds;
    this.step = bounds.own();
    this.random = random;
  }

  PendingBounds bounds() {
    return bounds;
  }

  /** Returns {@code bytes} rounded up to a whole number of steps. */
  long stepped(long bytes) {
    return (bytes + step - 1) / step * step;
  }

  /** Takes bytes that are already held; returns false if the total is exceeded then. */
  boolean take(long bytes) {
    return taken.addAndGet(bytes) <= bounds.total();
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }

  /**
   * Returns whether more than half is taken. Then clients that can confirm should be asked to soon.
   */
  boolean isTight() {
    return taken.get() > bounds.total() / 2;
  }

  /** Returns whether so much is taken that what is no longer used should be given back soon. */
  boolean isLoaded() {
    return taken.get() > bounds.total() / 8;
  }

  /** Returns whether there is no room for a single further step. */
  boolean isFull() {
    return taken.get() + step > bounds.total();
  }

  long taken() {
    return taken.get();
  }

  /** Counts a connection that begins to wait for a confirmation. */
  void waits() {
    waits.increment();
  }

  /** Returns how often connections have begun to wait. */
  long waited() {
    return waits.sum();
  }

  /** Returns the content of a new ping, which is never 0. */
  long newMark() {
    return random.nextLong() | 1;
  }
}
