package org.fanfare.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fanfare.log.GroupPolicy;
import org.fanfare.security.CheckGroups;
import org.fanfare.security.OwnGroups;
import org.fanfare.security.Right;
import org.fanfare.security.Rule;
import org.fanfare.security.Rules;

/**
 * Parses {@code groups}, where {@code rule-defaults} complete each rule, and puts the rule of
 * {@code check} before them and that of users' own groups after them.
 */
final class RuleParser {
  private static final String RIGHTS =
      "nobody, anyone, user, own, \"role:NAME\", key or \"key:NAME\", or a list of these";
  private static final String UNMATCHED =
      "(no rule)"; // cannot be a match, which has no brackets and no blanks
  private static final int MOST = 10_000_000;
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(365);

  private static final Duration CHECK_IDLE = Duration.ofMinutes(1);

  private final KnownNames names;
  private final Config defaults;
  private final Duration leastIdle;
  private final Set<String> keys;

  /**
   * @param names the settings of a rule
   * @param defaults what a rule has if it does not say otherwise
   * @param keys the names of the keys that a right may name
   */
  RuleParser(KnownNames names, Config defaults, Duration heartbeat, Set<String> keys) {
    this.keys = keys;
    this.names = names;
    this.defaults = defaults;
    this.leastIdle = heartbeat.multipliedBy(2);
  }

  /**
   * Returns the bounds of groups that no rule matches; only application code can use such groups.
   */
  GroupPolicy unmatched() {
    return policy(new Section("fanfare.rule-defaults", defaults), UNMATCHED);
  }

  Rules read(Section fanfare) {
    // Check the defaults first, so that their faults are not blamed on the first rule.
    Section unchanged = new Section("fanfare.rule-defaults", defaults);
    rightOfAnyGroup(unchanged, "join");
    rightOfAnyGroup(unchanged, "publish");
    GroupPolicy unmatched = unmatched();
    List<Rule> rules = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String right = "a list of rules, such as [{ match = \"news\", join = anyone, publish = key }]";
    for (ConfigValue value : fanfare.list("groups", right)) {
      String name = "fanfare.groups[" + rules.size() + "]";
      if (!(value instanceof ConfigObject object)) {
        throw new SettingsException(
            value.origin().description()
                + ": "
                + name
                + " is "
                + value.render()
                + "; right is a rule, such as { match = \"news\", join = anyone, publish = key }");
      }
      names.require(name, object);
      Rule rule = rule(name, object);
      if (!seen.add(rule.match())) {
        throw new SettingsException(
            object.origin().description()
                + ": "
                + name
                + " has the match \""
                + rule.match()
                + "\" of a rule before it, so that it would never decide; right is one rule for each");
      }
      rules.add(rule);
    }
    Duration idle = leastIdle.compareTo(CHECK_IDLE) < 0 ? CHECK_IDLE : leastIdle;
    rules.add(0, CheckGroups.rule(rightOfAnyGroup(fanfare, "check"), rules, idle));
    rules.add(OwnGroups.rule(unmatched));
    return new Rules(rules);
  }

  private Rule rule(String name, ConfigObject given) {
    String match =
        new Section(name, given.toConfig())
            .text("match", "the name of a group or a pattern, such as \"news.*\"");
    Section complete = new Section(name, given.toConfig().withFallback(defaults));
    Right join = right(complete, "join");
    Right publish = right(complete, "publish");
    GroupPolicy policy = policy(complete, match);
    return complete.blaming("match", () -> new Rule(match, join, publish, policy));
  }

  private Right right(Section section, String key) {
    return section.blaming(
        key,
        () -> {
          Right right = Right.parse(section.texts(key, RIGHTS));
          right.parts().forEach(this::requireKnown);
          return right;
        });
  }

  private void requireKnown(Right right) {
    if (right instanceof Right.OfKey named && !keys.contains(named.name())) {
      throw new IllegalArgumentException(
          "fanfare.keys has no key of the name \""
              + named.name()
              + "\"; "
              + (keys.isEmpty()
                  ? "right is one with it, such as { name = shop, key = ${SHOP_KEY}, may = [publish] }"
                  : "the nearest is \"key:" + NearestName.of(named.name(), keys) + "\""));
    }
  }

  private Right rightOfAnyGroup(Section section, String key) {
    return section.blaming(
        key,
        () -> {
          Right right = right(section, key);
          if (right.includes(Right.Plain.OWN)) {
            throw new IllegalArgumentException(
                "own is the right of the user whose name stands at the ~ of a rule's match, and here is no"
                    + " match; right is nobody, anyone, user, \"role:NAME\", key or \"key:NAME\"");
          }
          return right;
        });
  }

  private GroupPolicy policy(Section section, String match) {
    Duration idle = section.duration("idle", SHORTEST, LONGEST);
    return new GroupPolicy(
        match,
        section.integer("max-groups", 1, MOST),
        section.integer("history.count", 1, MOST),
        section.bytes("history.bytes", Size.KIB, 16 * Size.GIB),
        section.duration("history.age", SHORTEST, LONGEST),
        idle.compareTo(leastIdle) < 0 ? leastIdle : idle,
        section.bytes("log.share", 0, Size.TIB));
  }
}
