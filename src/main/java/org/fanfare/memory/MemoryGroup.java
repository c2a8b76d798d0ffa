package org.fanfare.memory;

import java.time.Clock;
import java.util.concurrent.Executor;
import org.fanfare.fanout.GroupFanOut;
import org.fanfare.layer.GroupState;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.layer.Wake;
import org.fanfare.log.Epoch;
import org.fanfare.log.GroupLog;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.LogBudget;
import org.fanfare.log.Position;
import org.fanfare.log.Publication;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * A group from its beginning to its end: its log, its readers, and whether it has ended. It may be
 * begun anew meanwhile, with another log and another epoch.
 *
 * <p>Safe for use by any thread. The lock orders the end of a life relative to operations on it; it
 * is never held during callbacks.
 */
final class MemoryGroup {
  private final GroupName name;
  private final GroupPolicy policy;
  private final LogBudget budget;
  private final GroupFanOut fan;
  private volatile GroupLog log; // changed with this locked

  private int readers; // guarded by this
  private boolean ended; // guarded by this
  private volatile boolean published; // changed by RuleGroups
  private volatile long touched;
  private long retained; // when the log last held something; guarded by this

  MemoryGroup(GroupName name, GroupPolicy policy, Epoch epoch, LogBudget budget, long now) {
    this.name = name;
    this.policy = policy;
    this.budget = budget;
    this.log = new GroupLog(name, epoch, policy, budget);
    this.fan = new GroupFanOut(name, log);
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

  /** Returns whether it counts as a group that is published to. */
  boolean isPublished() {
    return published;
  }

  /** From now on it counts as a group that is published to. */
  void toBePublished() {
    published = true;
  }

  /** Ends this life if nobody reads it or has published to it; returns whether it did. */
  synchronized boolean giveWay() {
    if (ended || readers > 0 || published || log.size() > 0) {
      return false;
    }
    ended = true;
    return true;
  }

  /** Appends and requests rounds; returns null if this life has ended or memory has no room. */
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
    fan.wake();
    return publication;
  }

  /** Opens a reader; returns null if this life has ended. */
  @Nullable Reader open(Start start, Executor executor, Wake wake, Clock clock) {
    synchronized (this) {
      if (ended) {
        return null;
      }
      touched = clock.millis();
      readers++;
    }
    return fan.open(start, executor, wake, () -> readerClosed(clock));
  }

  private synchronized void readerClosed(Clock clock) {
    readers--;
    touched = clock.millis();
  }

  /**
   * Touches the group and returns the position of the newest publication; null if this life has
   * ended.
   */
  synchronized @Nullable Position touch(long now) {
    if (ended) {
      return null;
    }
    touched = now;
    return new Position(log.epoch(), log.head());
  }

  /** Returns how the group is now; null if it has ended. */
  synchronized @Nullable GroupState state() {
    return ended ? null : new GroupState(log.epoch(), log.oldest(), log.head(), readers);
  }

  /** Discards publications up to an offset; returns how the group is then; null if it has ended. */
  synchronized @Nullable GroupState trim(long through) {
    if (ended) {
      return null;
    }
    log.trimThrough(through);
    return state();
  }

  /** Begins anew with an empty log; returns how the group is then; null if it has ended. */
  @Nullable GroupState restart(Epoch epoch) {
    GroupState state;
    synchronized (this) {
      if (ended) {
        return null;
      }
      log = new GroupLog(name, epoch, policy, budget);
      fan.restart(log);
      state = state();
    }
    fan.wake();
    return state;
  }

  /** Returns what reads the log without a reader. */
  GroupFanOut fan() {
    return fan;
  }

  synchronized int readers() {
    return readers;
  }

  /**
   * Discards what is too old, and ends this life if it has been idle for long enough; returns
   * whether it has ended.
   */
  boolean sweep(long now) {
    boolean holds = log.size() > 0;
    fan.trimAged(now);
    synchronized (this) {
      retained = holds ? now : retained;
      long idle = now - Math.max(touched, retained);
      ended = readers == 0 && log.size() == 0 && idle >= policy.idle().toMillis();
      return ended;
    }
  }
}
