package org.fanfare.fanout;

import org.fanfare.layer.Start;
import org.fanfare.log.Gap;
import org.fanfare.log.GroupLog;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * Where a start leads in a given log.
 *
 * @param begin where the client is
 * @param after the offset to read after
 * @param gap what the client's cursor misses, or null
 * @param floating whether the start was asked for as the oldest or the newest N, so that of what
 *     was there then nothing is missed that is let go before the first read
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
