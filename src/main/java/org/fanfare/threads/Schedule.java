package org.fanfare.threads;

import java.time.Duration;

/** Runs tasks later. Safe for use by any thread. */
@FunctionalInterface
public interface Schedule {
  /** A task that has not run yet. */
  @FunctionalInterface
  interface Pending {
    /** Prevents it, unless it runs or has run. Idempotent. */
    void cancel();
  }

  /**
   * Runs a task once after a delay; it must not block. At the end of the application it may not
   * run.
   */
  Pending after(Duration delay, Runnable task);
}
