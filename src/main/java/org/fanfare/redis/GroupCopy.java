package org.fanfare.redis;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fanfare.fanout.GroupFanOut;
import org.fanfare.log.Epoch;
import org.fanfare.log.GroupLog;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.LogBudget;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * A node's copy of the newest part of a group's log, with the readers that read it.
 *
 * <p>It is a cache: it begins with the newest page of the log, and may be let go at any time when
 * memory is short. What the store has and the copy has not is read from the store. Changed on the
 * loop; {@link #hasLetGo} and {@link #wasCutShort} are for any thread.
 */
final class GroupCopy {
  private static final int MOST_CUT_SHORT = 8;

  private final GroupName group;
  private final GroupPolicy policy;
  private final LogBudget budget;
  private final GroupFanOut fan;
  private GroupLog log;
  private @Nullable GroupLog previous; // of the epoch before
  private final Map<Epoch, Long> cutShort = new ConcurrentHashMap<>(); // ended epochs, their heads
  private volatile @Nullable Position letGo; // up to which the present log was let go
  private long discarded; // by request, of the present log

  /** Creates an empty copy that begins after a position. */
  GroupCopy(GroupName group, GroupPolicy policy, LogBudget budget, Position after) {
    this.group = group;
    this.policy = policy;
    this.budget = budget;
    this.log = logAfter(after);
    this.fan = new GroupFanOut(group, log);
  }

  private GroupLog logAfter(Position position) {
    return new GroupLog(group, position.epoch(), policy, budget, position.offset());
  }

  GroupFanOut fan() {
    return fan;
  }

  /** Returns the position after the newest entry. */
  Position position() {
    return new Position(log.epoch(), log.head());
  }

  /** Returns the oldest offset of the present epoch that is here. */
  long oldest() {
    return log.oldest();
  }

  long size() {
    return log.size();
  }

  /** Returns whether an entry is the next one. */
  boolean isNext(Entry entry) {
    return entry.epoch().equals(log.epoch()) && entry.offset() == log.head() + 1;
  }

  /**
   * Returns whether the copy has been at a position, or was at the end of its epoch when the next
   * one began.
   */
  boolean hasPassed(Position position) {
    return position.epoch().equals(log.epoch())
        ? position.offset() <= log.head()
        : previous != null && position.epoch().equals(previous.epoch());
  }

  /** Returns whether everything that the log had after a position is here, without a gap. */
  boolean has(Position position) {
    return isIn(log, position) || (previous != null && isIn(previous, position));
  }

  private static boolean isIn(GroupLog log, Position position) {
    return position.epoch().equals(log.epoch())
        && position.offset() <= log.head()
        && position.offset() + 1 >= log.oldest();
  }

  /**
   * Takes over an entry that comes after all that are here. If it is of another epoch, a new life
   * begins. Returns false, with nothing changed but that, if there is no memory for it.
   */
  boolean append(Entry entry) {
    if (!entry.epoch().equals(log.epoch())) {
      begin(new Position(entry.epoch(), entry.offset() - 1));
    }
    return entry.offset() <= log.head()
        || log.append(entry.offset(), entry.time(), entry.message()) != null;
  }

  /** The log was read to its end, and has nothing more than what is here by now. */
  void moveTo(Meta meta) {
    if (!meta.epoch().equals(log.epoch())) {
      begin(meta.position());
    }
    log.leaveOut(meta.head());
    if (meta.trimmed() > 0) {
      discard(meta.epoch(), meta.trimmed());
    }
  }

  private void begin(Position after) {
    if (previous != null) { // whoever still reads it finds it empty
      cutShort(previous);
    }
    previous = log;
    cutShort.remove(after.epoch());
    discarded = 0;
    log = logAfter(after);
    fan.begin(log);
  }

  private void cutShort(GroupLog ended) {
    if (cutShort.size() == MOST_CUT_SHORT && !cutShort.containsKey(ended.epoch())) {
      cutShort.clear(); // whoever is that far behind is told a gap
    }
    cutShort.put(ended.epoch(), ended.head());
  }

  /** Everything up to an offset of an epoch was discarded by request, in the store. */
  void discard(Epoch epoch, long through) {
    if (epoch.equals(log.epoch())) {
      discarded = through;
      log.trimThrough(through);
      if (previous != null) {
        previous.trimThrough(previous.head());
      }
    } else if (previous != null && epoch.equals(previous.epoch())) {
      previous.trimThrough(through);
    }
  }

  /** Returns whether nothing has happened in the store that is not known here. */
  boolean isUpToDate(Meta meta) {
    return hasPassed(meta.position())
        && (meta.trimmed() <= discarded || !meta.epoch().equals(log.epoch()));
  }

  /** Discards what is too old at a time of the store. */
  void trimAged(long now) {
    fan.trimAged(now);
  }

  /** Gives memory back without harm to readers; returns false if there is nothing to let go. */
  boolean letGoSome() {
    if (log.forms() > 0) {
      log.forgetForms();
      return true;
    }
    if (previous != null && previous.trimOldest()) {
      cutShort(previous);
      return true;
    }
    if (!log.trimOldest()) {
      return false;
    }
    letGo = new Position(log.epoch(), log.oldest() - 1);
    return true;
  }

  /** Lets go of everything, and of an entry for which there is no memory. */
  void letGoAllWith(Entry entry) {
    while (log.trimOldest()) {
      // the next one
    }
    log.leaveOut(entry.offset());
    letGo = entry.position();
  }

  /**
   * Returns whether the rest of an epoch that has ended, from an offset on, was let go although the
   * store may have it: several lives had ended before its readers came to read.
   */
  boolean wasCutShort(Epoch epoch, long first) {
    Long last = cutShort.get(epoch);
    return last != null && first <= last;
  }

  /** Returns whether an offset of an epoch was let go although the store may have it. */
  boolean hasLetGo(Position position) {
    Position last = letGo;
    return last != null
        && last.epoch().equals(position.epoch())
        && position.offset() <= last.offset();
  }

  /** Gives everything back: nobody reads this copy any more. */
  void close() {
    log.trimAged(Long.MAX_VALUE); // everything is too old then
    if (previous != null) {
      previous.trimAged(Long.MAX_VALUE);
    }
  }
}
