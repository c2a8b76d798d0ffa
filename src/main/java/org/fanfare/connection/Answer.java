package org.fanfare.connection;

import java.util.Map;
import org.fanfare.log.Cursor;
import org.fanfare.message.GroupName;
import org.fanfare.status.Problem;
import org.jspecify.annotations.Nullable;

/** What a client is answered that asked for something. Immutable. */
public sealed interface Answer {
  /**
   * It was done.
   *
   * @param cursor where the client is now, if it has moved; else null
   */
  record Done(@Nullable Cursor cursor) implements Answer {}

  /**
   * The message is in the log of every group.
   *
   * @param cursor the place just after it, in all groups
   * @param offsets its offset in each group
   * @param replayed whether this is the answer of an earlier publish with the same key
   */
  record Accepted(Cursor cursor, Map<GroupName, Long> offsets, boolean replayed)
      implements Answer {}

  /**
   * It was refused: a message that was to be published is in no log, or not in all of them.
   *
   * @param problem why
   * @param parts what became of it in each group, if it is in some; else of none
   */
  record Rejected(Problem problem, Map<GroupName, Part> parts) implements Answer {
    /** Nothing of it was done. */
    public Rejected(Problem problem) {
      this(problem, Map.of());
    }
  }

  /**
   * What became of a message in one group.
   *
   * @param offset where it is; 0 if it is not there, or it is not known
   * @param problem why it is not, or null
   */
  record Part(long offset, @Nullable Problem problem) {}
}
