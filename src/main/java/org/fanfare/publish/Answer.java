package org.fanfare.publish;

import java.util.Map;
import org.fanfare.log.Cursor;
import org.fanfare.message.GroupName;
import org.fanfare.status.Problem;
import org.jspecify.annotations.Nullable;

/** What a publish is answered. */
public sealed interface Answer {
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
   * The message is in no log, or not in all of them.
   *
   * @param problem why
   * @param parts what became of it in each group, if it is in some; else of none
   */
  record Rejected(Problem problem, Map<GroupName, Part> parts) implements Answer {
    /** It is in no log. */
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
