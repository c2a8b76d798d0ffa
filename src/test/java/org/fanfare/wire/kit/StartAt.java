package org.fanfare.wire.kit;

/**
 * Where a listener starts to read, as the query says it.
 *
 * @param query the query, empty for now
 * @param cursor the cursor, empty if there is none
 */
public record StartAt(String query, String cursor) {
  /** Returns the start at now. */
  public static StartAt now() {
    return new StartAt("", "");
  }

  /** Returns the start at the oldest publication retained. */
  public static StartAt start() {
    return new StartAt("after=start", "");
  }

  /** Returns the start with the {@code n} newest publications of each group. */
  public static StartAt last(int n) {
    return new StartAt("last=" + n, "");
  }

  /** Returns the start after {@code cursor}. */
  public static StartAt after(String cursor) {
    return new StartAt("after=" + cursor, cursor);
  }
}
