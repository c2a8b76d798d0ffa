package org.fanfare.memory;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.fanfare.layer.Start;
import org.fanfare.log.Epoch;
import org.fanfare.log.Gap;
import org.fanfare.log.GroupLog;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.LogBudget;
import org.fanfare.log.Position;
import org.fanfare.log.Publication;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * One life of a group: its log, its rounds of readers, and whether it has ended.
 *
 * <p>Safe for use by any thread. The lock orders a life's end against what would go on with it; it
 * is never held while another is told.
 */
final class MemoryGroup {
  private final GroupName name;
  private final GroupPolicy policy;
  private final GroupLog log;
  private final Map<Executor, Round> rounds = new ConcurrentHashMap<>();

  private int readers; // guarded by this
  private boolean ended; // guarded by this
  private volatile long touched;
  private long retained; // when the log was last seen to hold something; guarded by this

  MemoryGroup(GroupName name, GroupPolicy policy, Epoch epoch, LogBudget budget, long now) {
    this.name = name;
    this.policy = policy;
    this.log = new GroupLog(name, epoch, policy, budget);
    this.touched = now;
    this.retained = now;
  }

  GroupName name() {
    return name;
  }

  GroupPolicy policy() {
    return policy;
  }

  GroupLog log() {
    return log;
  }

  long touched() {
    return touched;
  }

  /** Appends and asks for rounds; null if this life has ended, or memory has no room. */
  @Nullable Publication publish(Message message, long now) {
    Publication publication;
    synchronized (this) {
      if (ended) {
        return null;
      }
      touched = now;
      publication = log.append(message, now);
      if (publication == null) {
        return null;
      }
    }
    rounds.values().forEach(Round::ask);
    return publication;
  }

  /** Opens a reader; null if this life has ended. */
  @Nullable MemoryReader open(Start start, Executor executor, Runnable wake, Clock clock) {
    synchronized (this) {
      if (ended) {
        return null;
      }
      touched = clock.millis();
      readers++;
    }
    Round round = rounds.computeIfAbsent(executor, e -> new Round(log, e));
    MemoryReader reader =
        new MemoryReader(log, name, round, origin(start), wake, () -> readerClosed(clock));
    round.add(reader);
    return reader;
  }

  private MemoryReader.Origin origin(Start start) {
    long head = log.head();
    long oldest = log.oldest();
    if (start instanceof Start.Oldest) {
      return origin(oldest - 1, true);
    }
    if (start instanceof Start.Newest newest) {
      return origin(Math.max(oldest - 1, head - Math.min(head, newest.count())), true);
    }
    if (start instanceof Start.After after) {
      return origin(after.position(), head, oldest);
    }
    return origin(head, false);
  }

  private MemoryReader.Origin origin(long after, boolean floating) {
    return new MemoryReader.Origin(new Position(log.epoch(), after), after, null, floating);
  }

  private MemoryReader.Origin origin(Position position, long head, long oldest) {
    long next = position.offset() + 1;
    if (!position.epoch().equals(log.epoch()) || position.offset() > head) {
      Gap gap = new Gap(name, next, null, Gap.Reason.EPOCH);
      return new MemoryReader.Origin(position, oldest - 1, gap, false);
    }
    if (next < oldest) {
      Gap gap = new Gap(name, next, oldest - 1, Gap.Reason.RETENTION);
      return new MemoryReader.Origin(position, oldest - 1, gap, false);
    }
    return origin(position.offset(), false);
  }

  private synchronized void readerClosed(Clock clock) {
    readers--;
    touched = clock.millis();
  }

  /** Touches, and gives the position of the newest publication; null if this life has ended. */
  synchronized @Nullable Position touch(long now) {
    if (ended) {
      return null;
    }
    touched = now;
    return new Position(log.epoch(), log.head());
  }

  synchronized int readers() {
    return readers;
  }

  /**
   * Lets go what is too old; ends this life if nobody needs it any more, and tells whether it did.
   */
  boolean sweep(long now) {
    boolean holds = log.size() > 0;
    log.trimAged(now);
    synchronized (this) {
      retained = holds ? now : retained;
      long idle = now - Math.max(touched, retained);
      ended = readers == 0 && log.size() == 0 && idle >= policy.idle().toMillis();
      return ended;
    }
  }
}
