package org.fanfare.memory;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import org.fanfare.log.Epoch;
import org.fanfare.log.GroupLog;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.LogBudget;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * The existing groups of one rule. Bounds their number, and makes room among them when the memory
 * of all logs is full.
 *
 * <p>Safe for use by any thread. One thread at a time makes room. It makes a little more than it
 * needs, so that the search is not repeated for each publication. The room that it makes is
 * reserved for this rule.
 */
final class RuleGroups {
  /** An extra 1/64 of what the rule holds is freed in addition to what is needed. */
  private static final int SPARE_PART = 64;

  /** A snapshot of a group: other threads change the group while the groups are sorted. */
  private record Holder(MemoryGroup group, long bytes, long touched) {
    static final Comparator<Holder> MOST_FIRST =
        Comparator.comparingLong(Holder::bytes).reversed().thenComparingLong(Holder::touched);
  }

  private final LogBudget budget;
  private final AtomicInteger number = new AtomicInteger();
  private final Set<MemoryGroup> living = ConcurrentHashMap.newKeySet();
  private volatile boolean madeRoom;

  /**
   * Creates the set of groups of a rule, which is empty.
   *
   * @param budget the share of the total that the logs of this rule use
   */
  RuleGroups(LogBudget budget) {
    this.budget = budget;
  }

  /** Begins a new group; returns null if there are already as many as the policy allows. */
  @Nullable MemoryGroup begin(GroupName name, GroupPolicy policy, Epoch epoch, long now) {
    if (number.incrementAndGet() > policy.maxGroups()) {
      number.decrementAndGet();
      return null;
    }
    MemoryGroup group = new MemoryGroup(name, policy, epoch, budget, now);
    living.add(group);
    return group;
  }

  void end(MemoryGroup group) {
    if (living.remove(group)) {
      number.decrementAndGet();
    }
  }

  /** Gives unused room back to all rules, if no room was made here since the previous call. */
  void sweep() {
    if (!madeRoom) {
      budget.spendAllBut(0);
    }
    madeRoom = false;
  }

  /** Returns the bytes of the total that the logs of this rule use. */
  long held() {
    return budget.used();
  }

  /** Returns the bytes that this rule may take at the moment. */
  long free() {
    return budget.free();
  }

  /** Returns the part of {@link #held} that encoded forms use, in bytes. */
  long forms() {
    return budget.forms();
  }

  /**
   * Makes room for {@code bytes} more bytes, and a little extra. If encoded forms are enough, they
   * are discarded, beginning with the group that has most of them. Else the group that holds most
   * discards its oldest publication, repeatedly; among equals, the group that has been idle
   * longest. Returns false if all of this is not enough.
   */
  synchronized boolean makeRoom(long bytes) {
    if (budget.fits(bytes)) {
      return true; // another thread has made room meanwhile
    }
    long wanted = bytes + held() / SPARE_PART;
    madeRoom = true;
    budget.beginSaving();
    try {
      if (budget.fits(wanted - forms()) && forgetForms(wanted)) {
        budget.spendAllBut(wanted); // forms are discarded in bulk: other rules may use the rest
        return true;
      }
      return trim(wanted) || budget.fits(bytes);
    } finally {
      budget.endSaving();
    }
  }

  private boolean forgetForms(long wanted) {
    PriorityQueue<Holder> holders = holders(GroupLog::forms);
    while (!budget.fits(wanted) && !holders.isEmpty()) {
      holders.remove().group().log().forgetForms();
    }
    return budget.fits(wanted);
  }

  private boolean trim(long wanted) {
    PriorityQueue<Holder> holders = holders(GroupLog::held);
    while (!budget.fits(wanted)) {
      Holder most = holders.poll();
      if (most == null) {
        return false;
      }
      if (most.group().log().trimOldest()) {
        holders.add(holder(most.group(), GroupLog::held));
      }
    }
    return true;
  }

  private PriorityQueue<Holder> holders(ToLongFunction<GroupLog> bytes) {
    PriorityQueue<Holder> holders = new PriorityQueue<>(Holder.MOST_FIRST);
    for (MemoryGroup group : living) {
      Holder holder = holder(group, bytes);
      if (holder.bytes() > 0) {
        holders.add(holder);
      }
    }
    return holders;
  }

  private static Holder holder(MemoryGroup group, ToLongFunction<GroupLog> bytes) {
    return new Holder(group, bytes.applyAsLong(group.log()), group.touched());
  }
}
