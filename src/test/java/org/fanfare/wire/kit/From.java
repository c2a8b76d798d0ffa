package org.fanfare.wire.kit;

/**
 * Where a listener starts to read, as the query says it.
 *
 * @param query the query, empty for now
 * @param cursor the cursor, empty if there is none
 */
public record From(String query, String cursor) {
  /** Returns the start at now. */
  public static From now() {
    return new From("", "");
  }

  /** Returns the start at the oldest publication retained. */
  public static From start() {
    return new From("after=start", "");
  }

  /** Returns the start with the {@code n} newest publications of each group. */
  public static From last(int n) {
    return new From("last=" + n, "");
  }

  /** Returns the start after {@code cursor}. */
  public static From after(String cursor) {
    return new From("after=" + cursor, cursor);
  }
}
