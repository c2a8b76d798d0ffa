package org.fanfare.log;

import java.util.Locale;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * A range of publications that a reader has missed in a group, from {@code first} to {@code last},
 * with the reason.
 *
 * @param group the group
 * @param first the first offset missed
 * @param last the last offset missed; null if it cannot be known, because the epoch is another one
 *     or because the group cannot be read. Then it is possible that nothing was missed
 * @param reason why they were missed
 */
public record Gap(GroupName group, long first, @Nullable Long last, Reason reason) {
  /** Why a reader missed something. */
  public enum Reason {
    /** The reader came with a cursor whose next publication the log no longer retains. */
    RETENTION,
    /** The reader was connected and too slow. */
    OVERFLOW,
    /** The group's log began again, or never reached the position of the cursor. */
    EPOCH;

    /** Returns the word that clients see. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Throws {@link IllegalArgumentException} for an invalid range. */
  public Gap {
    if (first < 1 || (last != null && last < first)) {
      throw new IllegalArgumentException("not a range of offsets: " + first + " to " + last);
    }
  }

  /**
   * Returns how many publications were missed.
   *
   * @throws IllegalStateException if that cannot be known, because the epoch is another one
   */
  public long length() {
    if (last == null) {
      throw new IllegalStateException(
          "nobody knows how many are missing: the log of " + group + " began again");
    }
    return last - first + 1;
  }

  /**
   * Returns this gap extended to {@code offset}. Adjoining gaps are one gap, with the reason of the
   * first.
   */
  public Gap reachingTo(long offset) {
    return new Gap(group, first, offset, reason);
  }
}
