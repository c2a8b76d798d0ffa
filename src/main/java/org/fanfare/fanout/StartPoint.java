package org.fanfare.fanout;

import org.fanfare.layer.Start;
import org.fanfare.log.Gap;
import org.fanfare.log.GroupLog;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * The result of applying a {@link Start} to a given log.
 *
 * @param begin the client's position
 * @param after the offset to read after
 * @param gap what is missing after the client's cursor; null if nothing is
 * @param floating whether the start is the oldest or the newest N publications. Then publications
 *     that existed at that time and are discarded before the first read do not count as missed
 */
record StartPoint(Position begin, long after, @Nullable Gap gap, boolean floating) {
  static StartPoint of(Start start, GroupName group, GroupLog log) {
    long head = log.head();
    long oldest = log.oldest();
    if (start instanceof Start.Oldest) {
      return within(log, oldest - 1, true);
    }
    if (start instanceof Start.Newest newest) {
      return within(log, Math.max(oldest - 1, head - Math.min(head, newest.count())), true);
    }
    if (start instanceof Start.After after) {
      return after(after.position(), group, log, head, oldest);
    }
    return within(log, head, false);
  }

  private static StartPoint within(GroupLog log, long after, boolean floating) {
    return new StartPoint(new Position(log.epoch(), after), after, null, floating);
  }

  private static StartPoint after(
      Position position, GroupName group, GroupLog log, long head, long oldest) {
    long next = position.offset() + 1;
    if (!position.epoch().equals(log.epoch()) || position.offset() > head) {
      return new StartPoint(
          position, oldest - 1, new Gap(group, next, null, Gap.Reason.EPOCH), false);
    }
    if (next < oldest) {
      return new StartPoint(
          position, oldest - 1, new Gap(group, next, oldest - 1, Gap.Reason.RETENTION), false);
    }
    return within(log, position.offset(), false);
  }
}
