package org.fanfare.layer;

/**
 * Is notified that a reader may have something to read, or that an interruption has begun or ended.
 */
@FunctionalInterface
public interface Wake {
  /**
   * There may be something to read. Runs on the executor that the reader was opened with; may take
   * long.
   *
   * @param batch what readers that are woken together share; to be passed to {@link Reader#read}
   *     until this method returns, and not later
   */
  void wake(Batch batch);
}
