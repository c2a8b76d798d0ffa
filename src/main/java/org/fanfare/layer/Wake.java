package org.fanfare.layer;

/** Told that a reader may have something to read, or that it is interrupted, or is so no more. */
@FunctionalInterface
public interface Wake {
  /**
   * There may be something. Runs on the executor that the reader was opened with; it may take long.
   *
   * @param batch what readers that are woken together are given alike: to be given to {@link
   *     Reader#read} until this returns, and not later
   */
  void wake(Batch batch);
}
