package org.fanfare.log;

import org.jspecify.annotations.Nullable;

/**
 * What one read gave: perhaps a gap, then perhaps publications.
 *
 * @param gap what is missing before the slice, or null
 * @param slice what follows, or null if there is nothing more to read now
 */
public record Reading(@Nullable Gap gap, @Nullable Slice slice) {
  /** Nothing to read, nothing missing. */
  public static final Reading NOTHING = new Reading(null, null);

  /** Tells whether there was nothing to tell. */
  public boolean isEmpty() {
    return gap == null && slice == null;
  }
}
