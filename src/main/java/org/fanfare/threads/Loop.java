package org.fanfare.threads;

import java.util.concurrent.Executor;

/**
 * Runs tasks one after the other, in the order in which they came. What is used in these tasks
 * alone needs no locks.
 *
 * <p>{@link #execute} may be called by any thread; after the end of the loop it refuses tasks with
 * {@link java.util.concurrent.RejectedExecutionException}. The other methods are called by tasks.
 */
public interface Loop extends Executor {
  /** Returns the milliseconds since some moment in the past; they never go back. */
  long millis();

  /**
   * Runs a task when all tasks that wait at the moment have been run, so that what they send leaves
   * together.
   */
  void lastly(Runnable task);

  /**
   * Runs a task when {@code wait} milliseconds have passed, or somewhat later; not at all if the
   * loop ends before.
   */
  void later(long wait, Runnable task);
}
