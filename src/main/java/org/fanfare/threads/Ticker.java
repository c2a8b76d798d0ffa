package org.fanfare.threads;

/** A clock for connections' times. Safe for use by any thread. */
@FunctionalInterface
public interface Ticker {
  /** The time in nanoseconds, from any origin; only differences mean something. */
  long nanos();
}
