package org.fanfare.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.fanfare.layer.LayerStatistics;
import org.fanfare.log.Epoch;
import org.fanfare.log.GroupLog;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.LogBudget;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * All living groups of a node, within each rule's number and the memory that all logs share.
 *
 * <p>Safe for use by any thread. Room at the memory total is made in the publisher's own group
 * first, then in the longest idle groups of the same rule, a little more than needed, so that the
 * search for them is not repeated for each publication.
 */
final class MemoryGroups {
  /** At the total, the publisher's own log frees so many times what is needed: forms come too. */
  private static final int OWN_PART = 4;

  /** The others of its rule free this part of the total more, so that they are not sought often. */
  private static final int FREED_PART = 64;

  /** A group as it was when it was looked at: others touch it while the groups are sorted. */
  private record Seen(MemoryGroup group, long touched) {}

  private final Map<GroupName, MemoryGroup> living = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> numbers = new ConcurrentHashMap<>();
  private final Function<GroupName, GroupPolicy> policies;
  private final LogBudget budget;
  private final RandomGenerator random;

  MemoryGroups(Function<GroupName, GroupPolicy> policies, long total, RandomGenerator random) {
    this.policies = policies;
    this.budget = new LogBudget(total);
    this.random = random;
  }

  /**
   * The group's present life, begun if there is none; null if its rule has no room for one more.
   */
  @Nullable MemoryGroup live(GroupName name, long now) {
    MemoryGroup known = living.get(name);
    return known != null ? known : living.computeIfAbsent(name, n -> begin(n, now));
  }

  private @Nullable MemoryGroup begin(GroupName name, long now) {
    GroupPolicy policy = policies.apply(name);
    AtomicInteger number = numbers.computeIfAbsent(policy.rule(), r -> new AtomicInteger());
    if (number.incrementAndGet() > policy.maxGroups()) {
      number.decrementAndGet();
      return null;
    }
    return new MemoryGroup(name, policy, Epoch.random(random), budget, now);
  }

  /**
   * Makes room for a message of a group; false, and nothing let go, if that is not possible.
   *
   * <p>Its own log gives way first, then the longest idle of the same rule. If the memory is taken
   * by what others' publications are encoded as, that is forgotten: they keep the publications.
   */
  boolean makeRoom(MemoryGroup group, Message message) {
    long needed = GroupLog.weightOf(message);
    if (budget.fits(needed)) {
      return true;
    }
    if (needed <= free() + group.log().held()) {
      trim(group, OWN_PART * needed);
    }
    return budget.fits(needed) || makeRoomInRule(group, needed);
  }

  private boolean makeRoomInRule(MemoryGroup group, long needed) {
    List<MemoryGroup> sameRule = sameRule(group);
    if (needed > free() + held(sameRule)) {
      living.values().forEach(g -> g.log().forgetForms());
      if (needed > free() + held(sameRule)) {
        return false;
      }
    }
    trim(group, needed);
    for (MemoryGroup idle : sameRule) {
      if (!budget.fits(needed)) {
        trim(idle, needed + budget.total() / FREED_PART);
      }
    }
    return budget.fits(needed);
  }

  private long free() {
    return budget.total() - budget.used();
  }

  private void trim(MemoryGroup group, long needed) {
    while (!budget.fits(needed) && group.log().trimOldest()) {
      // as little of it as is needed
    }
  }

  /** The groups of a group's rule, itself included, the longest idle first. */
  private List<MemoryGroup> sameRule(MemoryGroup group) {
    String rule = group.policy().rule();
    return living.values().stream()
        .filter(g -> g.policy().rule().equals(rule))
        .map(g -> new Seen(g, g.touched()))
        .sorted(Comparator.comparingLong(Seen::touched))
        .map(Seen::group)
        .toList();
  }

  private static long held(List<MemoryGroup> groups) {
    return groups.stream().mapToLong(g -> g.log().held()).sum();
  }

  void sweep(long now) {
    for (MemoryGroup group : living.values()) {
      if (group.sweep(now)) {
        end(group);
      }
    }
  }

  private void end(MemoryGroup group) {
    if (living.remove(group.name(), group)) {
      AtomicInteger number = numbers.get(group.policy().rule());
      if (number != null) {
        number.decrementAndGet();
      }
    }
  }

  LayerStatistics statistics(long mailboxes, long published) {
    long readers = 0;
    long publications = 0;
    for (MemoryGroup group : living.values()) {
      readers += group.readers();
      publications += group.log().size();
    }
    return new LayerStatistics(
        living.size(), readers, mailboxes, publications, budget.used(), budget.total(), published);
  }
}
