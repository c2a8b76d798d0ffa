package org.fanfare.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
 * All existing groups of a node, within the maximum number of each rule and the memory that all
 * logs share.
 *
 * <p>Safe for use by any thread. At the memory total, room is made within the publisher's rule
 * ({@link RuleGroups}). From groups of other rules only encoded forms are discarded, which can be
 * created again, and only if that yields enough. But a rule that uses less than its share of the
 * total takes what it lacks from the rules that use more than their own.
 */
final class MemoryGroups {
  /**
   * Other rules discard an extra 1/64 of the total in encoded forms, so that this happens rarely.
   */
  private static final int SPARE_PART = 64;

  /** A snapshot of a group: other threads touch the group while the groups are sorted. */
  private record Seen(MemoryGroup group, long touched) {}

  private final Map<GroupName, MemoryGroup> living = new ConcurrentHashMap<>();
  private final Map<String, RuleGroups> rules = new ConcurrentHashMap<>();
  private final Function<GroupName, GroupPolicy> policies;
  private final LogBudget budget;
  private final RandomGenerator random;

  MemoryGroups(Function<GroupName, GroupPolicy> policies, long total, RandomGenerator random) {
    this.policies = policies;
    this.budget = new LogBudget(total);
    this.random = random;
  }

  /**
   * Returns the group's current life and begins one if there is none; null if its rule already has
   * the maximum number of groups.
   */
  @Nullable MemoryGroup live(GroupName name, long now) {
    MemoryGroup known = living.get(name);
    return known != null ? known : living.computeIfAbsent(name, n -> begin(n, now, false));
  }

  /**
   * Returns the group's current life, to be published to, and begins one if there is none; null if
   * its rule already has the maximum number of groups that are published to.
   */
  @Nullable MemoryGroup toPublish(GroupName name, long now) {
    MemoryGroup known = living.get(name);
    if (known != null && known.isPublished()) {
      return known; // as almost always
    }
    if (known == null) {
      GroupPolicy policy = policies.apply(name);
      rule(policy).giveWay(policy, now).forEach(this::end);
      known = living.computeIfAbsent(name, n -> begin(n, now, true));
    }
    return known != null && rule(known.policy()).mayPublish(known) ? known : null;
  }

  /** Returns the group if it exists; null otherwise. */
  @Nullable MemoryGroup known(GroupName name) {
    return living.get(name);
  }

  /** Returns the names of all groups, in no order. */
  Set<GroupName> names() {
    return living.keySet();
  }

  private @Nullable MemoryGroup begin(GroupName name, long now, boolean toPublish) {
    GroupPolicy policy = policies.apply(name);
    return rule(policy).begin(name, policy, Epoch.random(random), now, toPublish);
  }

  private RuleGroups rule(GroupPolicy policy) {
    return rules.computeIfAbsent(
        policy.rule(), name -> new RuleGroups(budget.share(), policy.share()));
  }

  /**
   * Makes room for a message of a group. Returns false, with nothing discarded, if that is
   * impossible. Other threads may take the room before the caller does.
   */
  boolean makeRoom(MemoryGroup group, Message message) {
    long needed = GroupLog.weightOf(message);
    RuleGroups own = rule(group.policy());
    long missing = needed - own.free();
    if (missing <= 0 || takesOfOthers(own, needed)) {
      return true;
    }
    missing -= own.held();
    if (missing > budget.forms() - own.forms()) {
      return false;
    }
    if (missing > 0) {
      forgetFormsOfOthers(group.policy().rule(), needed);
    }
    return own.makeRoom(needed);
  }

  /** If the rule is below its share, makes room for it among the rules that are above their own. */
  private boolean takesOfOthers(RuleGroups own, long needed) {
    if (!own.isBelowShareWith(needed)) {
      return false;
    }
    record Above(RuleGroups rule, long excess) {}
    rules.values().stream()
        .filter(rule -> rule != own)
        .map(rule -> new Above(rule, rule.excess()))
        .filter(above -> above.excess() > 0)
        .sorted(Comparator.comparingLong(Above::excess).reversed())
        .forEach(
            above ->
                above.rule().discardUntil(() -> budget.fits(needed + budget.total() / SPARE_PART)));
    return needed <= own.free();
  }

  /**
   * Discards encoded forms of the groups of other rules, beginning with the group that has been
   * idle longest.
   */
  private void forgetFormsOfOthers(String rule, long needed) {
    List<Seen> others =
        living.values().stream()
            .filter(g -> g.log().forms() > 0 && !g.policy().rule().equals(rule))
            .map(g -> new Seen(g, g.touched()))
            .sorted(Comparator.comparingLong(Seen::touched))
            .toList();
    for (Seen seen : others) {
      if (!budget.fits(needed + budget.total() / SPARE_PART)) {
        seen.group().log().forgetForms();
      }
    }
  }

  void sweep(long now) {
    for (MemoryGroup group : living.values()) {
      if (group.sweep(now)) {
        end(group);
      }
    }
    rules.values().forEach(RuleGroups::sweep);
  }

  private void end(MemoryGroup group) {
    if (living.remove(group.name(), group)) {
      rule(group.policy()).end(group);
    }
  }

  LayerStatistics statistics(long mailboxes, long published, long keys) {
    long readers = 0;
    long publications = 0;
    long held = rules.values().stream().mapToLong(RuleGroups::held).sum();
    for (MemoryGroup group : living.values()) {
      readers += group.readers();
      publications += group.log().size();
    }
    return new LayerStatistics(
        living.size(), readers, mailboxes, publications, held, budget.total(), published, keys);
  }
}
