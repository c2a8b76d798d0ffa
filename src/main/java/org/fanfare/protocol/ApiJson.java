package org.fanfare.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.fanfare.connection.Answer;
import org.fanfare.connection.Outgoing;
import org.fanfare.log.Cursor;
import org.fanfare.log.Epoch;
import org.fanfare.log.Gap;
import org.fanfare.log.Position;
import org.fanfare.log.Reading;
import org.fanfare.message.GroupName;

/** Writes what the API for back ends answers as JSON objects. Pure functions. */
public final class ApiJson {
  private ApiJson() {}

  /**
   * Returns the answers to the messages of a batch.
   *
   * @param items the messages, in order
   * @param answers the answer to each
   */
  public static String answers(List<BatchParser.Item> items, List<Answer> answers) {
    List<String> objects = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      objects.add(FanfareFrames.answer(new Outgoing.Reply(items.get(i).id(), answers.get(i))));
    }
    return "{\"answers\":[" + String.join(",", objects) + "]}";
  }

  /** Returns a page of the names of groups; {@code isLast} says that no page follows. */
  public static String groups(List<GroupName> groups, boolean isLast) {
    String names =
        groups.stream().map(group -> "\"" + group + "\"").collect(Collectors.joining(","));
    String next = isLast ? "" : ",\"next\":\"" + groups.get(groups.size() - 1) + "\"";
    return "{\"groups\":[" + names + "]" + next + "}";
  }

  /** Returns how a group is. */
  public static String group(GroupName group, Epoch epoch, long first, long head, long readers) {
    return "{\"group\":\"%s\",\"epoch\":\"%s\",\"first\":%d,\"head\":%d,\"readers\":%d}"
        .formatted(group, epoch, first, head, readers);
  }

  /** Returns the cursor of a position in a group. */
  public static String cursor(GroupName group, Position position) {
    return "{\"cursor\":\"" + Cursor.of(group, position).text() + "\"}";
  }

  /** Returns what was read of a group, with the position after it. */
  public static String publications(GroupName group, Reading reading, Position position) {
    Gap gap = reading.gap();
    return FanfareFrames.delivery(
        Cursor.of(group, position),
        gap == null ? List.of() : List.of(gap),
        reading.slice() == null ? List.of() : reading.slice().publications());
  }
}
