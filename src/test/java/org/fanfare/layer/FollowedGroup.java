package org.fanfare.layer;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.fanfare.fanout.GroupFanOut;
import org.fanfare.log.Gap;
import org.fanfare.log.GroupLog;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.LogBudget;
import org.fanfare.log.Position;
import org.fanfare.log.Publication;
import org.fanfare.log.Reading;
import org.fanfare.log.Slice;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * This node's copy of a group's log on another node, for as long as somebody here reads it.
 *
 * <p>What is told of it is appended as soon as everything before it is there; what was not told, or
 * not yet, is read from the other node. Safe for use by any thread.
 */
public final class FollowedGroup implements Consumer<OtherNode.Told> {
  private final GroupName group;
  private final OtherNode other;
  private final GroupPolicy policy;
  private final GroupFanOut fan;
  private OtherNode.Store store; // guarded by this
  private Reader source; // guarded by this
  private volatile GroupLog log; // changed with this locked
  private final Map<Long, OtherNode.Told> early = new TreeMap<>(); // guarded by this
  private int readers; // guarded by this
  private boolean ended; // guarded by this

  /** A copy of what {@code source}, opened in {@code store} at the oldest, reads. */
  FollowedGroup(
      GroupName group, GroupPolicy policy, OtherNode other, OtherNode.Store store, Reader source) {
    this.group = group;
    this.policy = policy;
    this.other = other;
    this.store = store;
    this.source = source;
    this.log = logOf(source);
    this.fan = new GroupFanOut(group, log);
  }

  private GroupLog logOf(Reader reader) {
    Position from = reader.position();
    LogBudget budget = new LogBudget(Long.MAX_VALUE);
    return new GroupLog(group, from.epoch(), policy, budget, from.offset());
  }

  /** Whether a reader can be served from what is here alone. */
  boolean isEnoughFor(Start start) {
    return start instanceof Start.After after
        && after.position().epoch().equals(log.epoch())
        && after.position().offset() + 1 >= log.oldest()
        && after.position().offset() <= log.head();
  }

  /** Opens a reader of all that the other node has by now; null if nobody reads here any more. */
  @Nullable Reader open(Start start, Executor executor, Wake wake) {
    synchronized (this) {
      if (ended) {
        return null;
      }
      readers++;
    }
    catchUp();
    return fan.open(start, executor, wake, this::closed);
  }

  private synchronized void closed() {
    readers--;
    if (readers == 0) {
      ended = true;
      source.close();
      other.unfollow(group, this);
    }
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  synchronized int readers() {
    return readers;
  }

  /** The other node cannot be reached any more. */
  void interrupt() {
    fan.interrupt();
  }

  /** It can again: readers are given what came meanwhile, and told. */
  void resume() {
    catchUp();
    fan.resume();
  }

  void trimAged(long now) {
    fan.trimAged(now);
  }

  @Override
  public void accept(OtherNode.Told told) {
    boolean isMissing;
    synchronized (this) {
      if (ended || !told.position().epoch().equals(log.epoch())) {
        return;
      }
      early.put(told.position().offset(), told);
      takeEarly();
      isMissing = !early.isEmpty();
    }
    fan.wake();
    if (isMissing) {
      other.soon(this::catchUp);
    }
  }

  /** Reads what is not here from the other node, if it can be reached. */
  void catchUp() {
    synchronized (this) {
      if (ended || other.isCut()) {
        return;
      }
      readSource();
      OtherNode.Store present = other.store();
      if (!present.equals(store)) {
        begin(present);
        readSource();
      }
      takeEarly();
    }
    fan.wake();
  }

  private void readSource() {
    Reading reading = source.read(Long.MAX_VALUE);
    while (!reading.isEmpty()) {
      take(reading);
      reading = source.read(Long.MAX_VALUE);
    }
  }

  /** The other node has lost its logs: what it has kept is here by now, and a new life begins. */
  private void begin(OtherNode.Store present) {
    Outcome<Reader> opened =
        present
            .layer()
            .open(group, new Start.Oldest(), Runnable::run, batch -> {})
            .toCompletableFuture()
            .join();
    if (opened instanceof Outcome.Done<Reader> done) {
      source.close();
      source = done.get();
      store = present;
      early.clear();
      log = logOf(source);
      fan.begin(log);
    }
  }

  /** Discards here what was discarded there. */
  void trimThrough(long through) {
    catchUp();
    log.trimThrough(through);
  }

  /**
   * The other node has begun the group anew: nothing of the life before can be read here either.
   */
  private void enter(Reading first) {
    Position now = source.position();
    Slice slice = first.slice();
    long head = slice == null ? now.offset() : slice.first().offset() - 1;
    early.clear();
    log = new GroupLog(group, now.epoch(), policy, new LogBudget(Long.MAX_VALUE), head);
    fan.restart(log);
  }

  private void take(Reading reading) {
    Gap gap = reading.gap();
    if (gap != null && gap.last() == null && !source.position().epoch().equals(log.epoch())) {
      enter(reading);
    } else if (gap != null && gap.last() != null) {
      log.leaveOut(Math.min(gap.last(), store.keeps().get()));
    }
    if (reading.slice() != null) {
      for (Publication publication : reading.slice().publications()) {
        if (publication.offset() > log.head() && publication.offset() <= store.keeps().get()) {
          log.append(publication.offset(), publication.time(), publication.message());
        }
      }
    }
  }

  private void takeEarly() {
    early.keySet().removeIf(offset -> offset <= log.head());
    OtherNode.Told next = early.remove(log.head() + 1);
    while (next != null) {
      log.append(next.position().offset(), next.time(), next.message());
      next = early.remove(log.head() + 1);
    }
  }
}
