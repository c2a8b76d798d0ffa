package org.fanfare.publish;

import java.util.Map;
import java.util.stream.Collectors;
import org.fanfare.log.Cursor;
import org.fanfare.message.GroupName;
import org.fanfare.protocol.Problem;

/** What a publish is answered. */
public sealed interface Answer {
  /**
   * The message is in the log of every group.
   *
   * @param cursor the place just after it, in all groups
   * @param offsets its offset in each group
   * @param replayed whether this is the answer of an earlier publish with the same key
   */
  record Accepted(Cursor cursor, Map<GroupName, Long> offsets, boolean replayed) implements Answer {
    /** The members of the answer, as JSON. */
    public String members() {
      return "\"cursor\":\"%s\",\"offsets\":{%s}"
          .formatted(
              cursor.text(),
              offsets.entrySet().stream()
                  .map(e -> "\"%s\":%s".formatted(e.getKey(), e.getValue()))
                  .collect(Collectors.joining(",")));
    }
  }

  /**
   * The message is in no log, or not in all of them.
   *
   * @param problem why
   * @param members what more there is to say, as JSON members, or nothing
   */
  record Rejected(Problem problem, String members) implements Answer {
    /** The whole problem, as JSON. */
    public String json() {
      return members.isEmpty() ? problem.json() : problem.json(members);
    }
  }
}
