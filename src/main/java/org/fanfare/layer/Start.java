package org.fanfare.layer;

import org.fanfare.log.Position;

/** Where a reader begins. */
public sealed interface Start {
  /** After the newest publication. */
  record Now() implements Start {}

  /** At the oldest publication retained; never yields a gap. */
  record Oldest() implements Start {}

  /**
   * With the newest {@code count} publications, or as many as there are; never yields a gap.
   *
   * @param count at least 0
   */
  record Newest(long count) implements Start {
    /** Throws {@link IllegalArgumentException} for a negative count. */
    public Newest {
      if (count < 0) {
        throw new IllegalArgumentException("a count is at least 0, is " + count);
      }
    }
  }

  /**
   * After a position that a client holds.
   *
   * @param position the position, possibly of another epoch
   */
  record After(Position position) implements Start {}
}
