package org.fanfare.log;

import org.jspecify.annotations.Nullable;

/**
 * The result of one read: possibly a gap, then possibly publications.
 *
 * @param gap what is missing before the slice; null if nothing is
 * @param slice what follows; null if there is nothing more to read now
 */
public record Reading(@Nullable Gap gap, @Nullable Slice slice) {
  /** A result with nothing to read and nothing missing. */
  public static final Reading NOTHING = new Reading(null, null);

  /** Returns whether there is neither a gap nor a slice. */
  public boolean isEmpty() {
    return gap == null && slice == null;
  }
}
