package org.fanfare.transport.http;

/**
 * How fast a whole body must come: completely within a time, and after a third of it not more
 * slowly than a rate. So a client that sends a byte now and then holds its place for a third of the
 * time only. Immutable.
 *
 * @param begun when it began, in nanoseconds
 * @param timeout the time within which it must be complete, in nanoseconds
 * @param leastRate the least number of bytes that must have come for each second after the first
 *     third of that time; 0 for none
 */
record Arrival(long begun, long timeout, int leastRate) {
  private static final int GRACE_PART = 3;
  private static final double NANOS = 1e9;

  /** Returns whether a body of which {@code arrived} bytes have come is late. */
  boolean isLate(long now, long arrived) {
    long taken = now - begun;
    return taken > timeout || arrived < (taken - timeout / GRACE_PART) / NANOS * leastRate;
  }
}
