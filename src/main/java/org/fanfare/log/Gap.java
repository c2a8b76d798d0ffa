package org.fanfare.log;

import java.util.Locale;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * What a reader missed: the publications of a group from {@code first} to {@code last}, and why.
 *
 * @param group the group
 * @param first the first offset missed
 * @param last the last offset missed; null if that cannot be known (another epoch): perhaps nothing
 * @param reason why
 */
public record Gap(GroupName group, long first, @Nullable Long last, Reason reason) {
  /** Why a reader missed something. */
  public enum Reason {
    /** It came with a cursor that the log has moved past. */
    RETENTION,
    /** It was connected and too slow. */
    OVERFLOW,
    /** The group's log began anew, or never was where the cursor says. */
    EPOCH;

    /** The word that clients see. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Throws {@link IllegalArgumentException} for a range that is none. */
  public Gap {
    if (first < 1 || (last != null && last < first)) {
      throw new IllegalArgumentException("not a range of offsets: " + first + " to " + last);
    }
  }

  /**
   * This gap, reaching on to {@code offset}: what adjoins is one gap, with the first one's reason.
   */
  public Gap reachingTo(long offset) {
    return new Gap(group, first, offset, reason);
  }
}
