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
 * Where a client wants to begin, group by group. Immutable.
 *
 * @param everywhere where groups begin that the cursor lacks
 * @param cursor the client's cursor, perhaps of no group
 */
public record StartPositions(Start everywhere, Cursor cursor) {
  /** The most that {@code last} may ask for. */
  private static final int MAX_LAST = 1_000_000;

  /** ASCII digits; {@code parseInt} would take signs, and the digits of other scripts. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  /** Begins now. */
  public static final StartPositions NOW = new StartPositions(new Start.Now(), Cursor.empty());

  /** Reads {@code after} and {@code last}; the first that is present counts. */
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

  /** Where reading begins in {@code group}. */
  public Start in(GroupName group) {
    return cursor.in(group).<Start>map(Start.After::new).orElse(everywhere);
  }
}
