package org.fanfare.redis;

import java.util.concurrent.Executor;

/**
 * Runs the tasks of a layer one after the other, in the order in which they came. Everything that a
 * layer knows of its groups is used in these tasks alone, so that it needs no locks.
 *
 * <p>{@link #execute} and {@link #later} may be called by any thread.
 */
interface Loop extends Executor {
  /** Returns the milliseconds since some moment in the past; they never go back. */
  long millis();

  /**
   * Runs a task when all tasks that wait at the moment have been run, so that what they send leaves
   * together. Called by a task.
   */
  void lastly(Runnable task);

  /** Runs a task when {@code wait} milliseconds have passed, or somewhat later. */
  void later(long wait, Runnable task);
}
