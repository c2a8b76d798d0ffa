package org.fanfare.threads;

/** A monotonic clock. Safe for use by any thread. */
@FunctionalInterface
public interface Ticker {
  /** Returns the time in nanoseconds from an arbitrary origin; only differences are meaningful. */
  long nanos();
}
