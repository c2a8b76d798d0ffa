package org.fanfare.session;

import java.util.regex.Pattern;
import org.fanfare.layer.Start;
import org.fanfare.log.Cursor;
import org.fanfare.log.InvalidCursorException;
import org.fanfare.message.GroupName;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Where a client wants to begin in each group. Immutable.
 *
 * @param everywhere where to begin in groups that the cursor does not contain
 * @param cursor the client's cursor; may contain no groups
 */
public record StartPositions(Start everywhere, Cursor cursor) {
  /** The maximum value of {@code last}. */
  private static final int MAX_LAST = 1_000_000;

  /**
   * ASCII digits only; {@code parseInt} would also accept signs and the digits of other scripts.
   */
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  /** Begins now in every group. */
  public static final StartPositions NOW = new StartPositions(new Start.Now(), Cursor.empty());

  /**
   * Parses the parameters {@code after} and {@code last}. If both are present, only {@code after}
   * counts. Throws an {@code invalid-cursor} or {@code invalid-parameter} problem.
   */
  public static StartPositions parse(@Nullable String after, @Nullable String last) {
    if (after != null) {
      return after.equals("start")
          ? new StartPositions(new Start.Oldest(), Cursor.empty())
          : new StartPositions(new Start.Now(), cursor(after));
    }
    return last == null ? NOW : new StartPositions(new Start.Newest(number(last)), Cursor.empty());
  }

  private static Cursor cursor(String text) {
    try {
      return Cursor.parse(text);
    } catch (InvalidCursorException e) {
      throw new Problem(Status.INVALID_CURSOR, e.getMessage() + "").thrown();
    }
  }

  private static int number(String text) {
    if (NUMBER.matcher(text).matches() && Integer.parseInt(text) <= MAX_LAST) {
      return Integer.parseInt(text);
    }
    throw new Problem(Status.INVALID_PARAMETER, "'last' is a whole number from 0 to " + MAX_LAST)
        .thrown();
  }

  /** Returns where reading begins in {@code group}. */
  public Start in(GroupName group) {
    return cursor.in(group).<Start>map(Start.After::new).orElse(everywhere);
  }
}
