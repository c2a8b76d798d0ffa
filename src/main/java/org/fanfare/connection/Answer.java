package org.fanfare.connection;

import java.util.Map;
import org.fanfare.log.Cursor;
import org.fanfare.message.GroupName;
import org.fanfare.status.Problem;
import org.jspecify.annotations.Nullable;

/** The answer to a request of a client. Immutable. */
public sealed interface Answer {
  /** The approximate memory of an answer without what it names, in bytes. */
  long EACH = 256;

  /** The approximate memory of a group and its position, in bytes. */
  long EACH_GROUP = 128;

  /** Returns the approximate memory that it takes while it waits for its client, in bytes. */
  long weight();

  /**
   * The request was carried out.
   *
   * @param cursor the client's cursor, if the request changed it; else null
   */
  record Done(@Nullable Cursor cursor) implements Answer {
    @Override
    public long weight() {
      return EACH + (cursor == null ? 0 : Cursor.MAX_LENGTH);
    }
  }

  /**
   * The message is in the log of every group.
   *
   * @param cursor the position just after the message, in all groups
   * @param offsets the message's offset in each group
   * @param replayed whether this is the answer to an earlier publish with the same key
   */
  record Accepted(Cursor cursor, Map<GroupName, Long> offsets, boolean replayed) implements Answer {
    @Override
    public long weight() {
      return EACH + EACH_GROUP * offsets.size();
    }
  }

  /**
   * The request was refused. A message that was to be published is in no log, or not in all of
   * them.
   *
   * @param problem why
   * @param parts the result for each group, if the message is in some groups; else empty
   */
  record Rejected(Problem problem, Map<GroupName, Part> parts) implements Answer {
    /** Creates the answer to a request of which nothing was carried out. */
    public Rejected(Problem problem) {
      this(problem, Map.of());
    }

    @Override
    public long weight() {
      long bytes = EACH + problem.detail().length();
      for (Part part : parts.values()) {
        bytes += EACH_GROUP + (part.problem() == null ? 0 : part.problem().detail().length());
      }
      return bytes;
    }
  }

  /**
   * The result of publishing to one group.
   *
   * @param offset the message's offset; 0 if the message is not in the log, or if that is unknown
   * @param problem why it is not in the log, or null
   */
  record Part(long offset, @Nullable Problem problem) {}
}
