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
 * The living groups of one rule: how many there may be, and how they make room for one another when
 * the memory of all logs is full.
 *
 * <p>Safe for use by any thread. One thread at a time makes room, and a little more than it needs,
 * so that the search is not repeated for each publication; what it makes is kept for this rule.
 */
final class RuleGroups {
  /** Room is made for this part of what the rule holds besides what is needed. */
  private static final int SPARE_PART = 64;

  /** A group as it was when it was looked at: others change it while the groups are ordered. */
  private record Holder(MemoryGroup group, long bytes, long touched) {
    static final Comparator<Holder> MOST_FIRST =
        Comparator.comparingLong(Holder::bytes).reversed().thenComparingLong(Holder::touched);
  }

  private final LogBudget budget;
  private final AtomicInteger number = new AtomicInteger();
  private final Set<MemoryGroup> living = ConcurrentHashMap.newKeySet();
  private volatile boolean madeRoom;

  /**
   * @param budget what the logs of this rule take of the total
   */
  RuleGroups(LogBudget budget) {
    this.budget = budget;
  }

  /** A further group; null if there are as many as the policy allows. */
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

  /** Lets others have the room that was made and not needed since this was called before. */
  void sweep() {
    if (!madeRoom) {
      budget.spendAllBut(0);
    }
    madeRoom = false;
  }

  /** The bytes that the logs of this rule hold of the total. */
  long held() {
    return budget.used();
  }

  /** The bytes that this rule may take at the moment. */
  long free() {
    return budget.free();
  }

  /** The bytes of it that encoded forms take. */
  long forms() {
    return budget.forms();
  }

  /**
   * Lets go what is needed for so many bytes more, and a little besides: encoded forms, where the
   * groups have the most, if they are enough; else the oldest publication of the group that holds
   * most, or is the longest idle of those, again and again. False if all of it is not enough.
   */
  synchronized boolean makeRoom(long bytes) {
    if (budget.fits(bytes)) {
      return true; // made by another thread meanwhile
    }
    long wanted = bytes + held() / SPARE_PART;
    madeRoom = true;
    budget.beginSaving();
    try {
      if (budget.fits(wanted - forms()) && forgetForms(wanted)) {
        budget.spendAllBut(wanted); // many forms at a time were forgotten: others may have the rest
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
