package org.fanfare.memory;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
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
 * <p>Groups that were never published to never keep out one that is: those without readers give way
 * to it, and besides those with readers there may be as many that are published to as the policy
 * allows.
 *
 * <p>Safe for use by any thread. One thread at a time makes room. It makes a little more than it
 * needs, so that the search is not repeated for each publication. The room that it makes is
 * reserved for this rule.
 */
final class RuleGroups {
  /** An extra 1/64 of what the rule holds is freed in addition to what is needed. */
  private static final int SPARE_PART = 64;

  private static final long SEARCH_MILLIS = 1000;

  /** A snapshot of a group: other threads change the group while the groups are sorted. */
  private record Holder(MemoryGroup group, long bytes, long touched) {
    static final Comparator<Holder> MOST_FIRST =
        Comparator.comparingLong(Holder::bytes).reversed().thenComparingLong(Holder::touched);
  }

  private final LogBudget budget;
  private final long share;
  private final Object counting = new Object();
  private int number; // guarded by counting
  private int published; // those of them that are published to; guarded by counting
  private final Set<MemoryGroup> living = ConcurrentHashMap.newKeySet(); // changed with counting
  private volatile long searchedAt; // when no group could give way
  private volatile boolean madeRoom;

  /**
   * Creates the set of groups of a rule, which is empty.
   *
   * @param budget the part of the total that the logs of this rule use
   * @param share the bytes of the total that it may always use
   */
  RuleGroups(LogBudget budget, long share) {
    this.budget = budget;
    this.share = share;
  }

  /**
   * Begins a new group; returns null if there are already as many as the policy allows.
   *
   * @param toPublish whether it is begun to be published to, and so only those count that are, too
   */
  @Nullable MemoryGroup begin(
      GroupName name, GroupPolicy policy, Epoch epoch, long now, boolean toPublish) {
    synchronized (counting) {
      if ((toPublish ? published : number) >= policy.maxGroups()) {
        return null;
      }
      MemoryGroup group = new MemoryGroup(name, policy, epoch, budget, now);
      if (toPublish) {
        group.toBePublished();
        published++;
      }
      number++;
      living.add(group);
      return group;
    }
  }

  /**
   * Lets a group that was only read be published to; returns whether it may be. It may have ended
   * meanwhile.
   */
  boolean mayPublish(MemoryGroup group) {
    synchronized (counting) {
      if (group.isPublished() || !living.contains(group)) {
        return true;
      }
      if (published >= group.policy().maxGroups()) {
        return false;
      }
      group.toBePublished();
      published++;
      return true;
    }
  }

  void end(MemoryGroup group) {
    synchronized (counting) {
      if (living.remove(group)) {
        number--;
        published -= group.isPublished() ? 1 : 0;
      }
    }
  }

  /**
   * If there are as many groups as the policy allows, ends some that nobody reads or has published
   * to, those first that have been idle longest, and returns them; the caller is to forget them. It
   * searches at most once a second in vain.
   */
  List<MemoryGroup> giveWay(GroupPolicy policy, long now) {
    synchronized (counting) {
      if (number < policy.maxGroups() || published >= policy.maxGroups()) {
        return List.of();
      }
    }
    if (now - searchedAt < SEARCH_MILLIS && now >= searchedAt) {
      return List.of();
    }
    List<MemoryGroup> ended =
        living.stream()
            .filter(group -> !group.isPublished() && group.readers() == 0)
            .map(group -> new Holder(group, 0, group.touched()))
            .sorted(Holder.MOST_FIRST)
            .limit(1 + policy.maxGroups() / SPARE_PART)
            .map(Holder::group)
            .filter(MemoryGroup::giveWay)
            .toList();
    if (ended.isEmpty()) {
      searchedAt = now;
    }
    return ended;
  }

  /** Returns whether it may always use so many bytes more. */
  boolean isBelowShareWith(long bytes) {
    return bytes <= share - held();
  }

  /** Returns how many bytes more than its share it uses. */
  long excess() {
    return held() - share;
  }

  /**
   * Discards the oldest publications of the groups that hold most, until the condition holds or no
   * more than the share is used.
   */
  synchronized void discardUntil(BooleanSupplier enough) {
    budget.spendAllBut(0);
    PriorityQueue<Holder> holders = holders(GroupLog::held);
    while (!enough.getAsBoolean() && excess() > 0) {
      Holder most = holders.poll();
      if (most == null) {
        return;
      }
      if (most.group().log().trimOldest()) {
        holders.add(holder(most.group(), GroupLog::held));
      }
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
