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
  /** At the total, eviction frees this part of it. */
  private static final int EVICTED_PART = 64;

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

  /** Makes room for a message of a group; false if that is not possible. */
  boolean makeRoom(MemoryGroup group, Message message) {
    long needed = GroupLog.weightOf(message);
    if (budget.fits(needed)) {
      return true;
    }
    if (needed > budget.total()) {
      return false;
    }
    while (!budget.fits(needed) && group.log().trimOldest()) {
      // the oldest of the publisher's own group goes first
    }
    if (!budget.fits(needed)) {
      evict(group, needed + budget.total() / EVICTED_PART);
    }
    return budget.fits(needed);
  }

  private void evict(MemoryGroup publisher, long needed) {
    List<MemoryGroup> longestIdle =
        living.values().stream()
            .filter(g -> g != publisher && g.policy().rule().equals(publisher.policy().rule()))
            .sorted(Comparator.comparingLong(MemoryGroup::touched))
            .toList();
    for (MemoryGroup group : longestIdle) {
      while (!budget.fits(needed) && group.log().trimOldest()) {
        // as little of it as is needed
      }
    }
  }

  void sweep(long now) {
    for (MemoryGroup group : living.values()) {
      if (group.sweep(now)) {
        end(group);
      }
    }
    if (!budget.fits(0)) {
      trimToTotal();
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

  /** Encodings took the logs past the total: the largest give way, whoever's they are. */
  private void trimToTotal() {
    List<MemoryGroup> largest =
        living.values().stream()
            .sorted(Comparator.comparingLong((MemoryGroup g) -> g.log().size()).reversed())
            .toList();
    for (MemoryGroup group : largest) {
      while (!budget.fits(0) && group.log().size() > 1 && group.log().trimOldest()) {
        // the newest publication of each group stays
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
