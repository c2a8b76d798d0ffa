package org.fanfare.consumer;

/** A timer of a connection. Safe for use by any thread. */
@FunctionalInterface
public interface Ticking {
  /** A timer that never runs. */
  Ticking NONE = () -> {};

  /** Stops it: what has not begun does not run any more. Idempotent. */
  void stop();
}
