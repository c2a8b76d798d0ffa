package org.fanfare.connection;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * What all connections of a node have taken together of the bytes that may be pending. Safe for use
 * by any thread.
 *
 * <p>A connection takes in steps, and only beyond what is its own, so that a delivery to one that
 * keeps up touches nothing here.
 */
final class PendingTotal {
  private final PendingBounds bounds;
  private final long step;
  private final RandomGenerator random;
  private final AtomicLong taken = new AtomicLong();
  private final LongAdder waits = new LongAdder();

  /**
   * @param random makes what the pings carry: not to be guessed by a client that did not read it
   */
  PendingTotal(PendingBounds bounds, RandomGenerator random) {
    this.bounds = bounds;
    this.step = bounds.own();
    this.random = random;
  }

  PendingBounds bounds() {
    return bounds;
  }

  /** The smallest number of steps that holds so many bytes. */
  long stepped(long bytes) {
    return (bytes + step - 1) / step * step;
  }

  /** Takes bytes that are held already; false if there was no room for them. */
  boolean take(long bytes) {
    return taken.addAndGet(bytes) <= bounds.total();
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** Whether more than half is taken, so that those who can confirm should soon. */
  boolean isTight() {
    return taken.get() > bounds.total() / 2;
  }

  /** Whether so much is taken that what is not used any more should be given back soon. */
  boolean isLoaded() {
    return taken.get() > bounds.total() / 8;
  }

  /** Whether not even one step is left. */
  boolean isFull() {
    return taken.get() + step > bounds.total();
  }

  /** The bytes that are taken. */
  long taken() {
    return taken.get();
  }

  /** A connection begins to wait for a confirmation. */
  void waits() {
    waits.increment();
  }

  /** How many times connections have begun to wait. */
  long waited() {
    return waits.sum();
  }

  /** What a new ping carries, never 0. */
  long newMark() {
    return random.nextLong() | 1;
  }
}
