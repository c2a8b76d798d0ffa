package org.fanfare.security;

import java.time.Duration;
import java.util.List;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;

/**
 * The groups with which the check page tries the path between a client and the server: {@code
 * fanfare.check.*}.
 *
 * <p>Their rule comes before all others and does not belong to the setting {@code groups}. A
 * connection to one of them may request silence (no heartbeats), which shows how long an idle
 * connection lives.
 *
 * <p>If no other group is open to anyone, these are not either: an operator who opens nothing means
 * these groups too. Their bounds are constants, because a check needs no more. Pure functions.
 */
public final class CheckGroups {
  /** The prefix of the names of these groups. */
  public static final String PREFIX = "fanfare.check.";

  /** The longest silence that may be requested. */
  public static final Duration MOST_SILENCE = Duration.ofMinutes(2);

  private static final String MATCH = PREFIX + "*";

  // small and short-lived, because anyone may create one
  private static final int MOST = 100;
  private static final int COUNT = 10;
  private static final long BYTES = 16_384;
  private static final Duration AGE = Duration.ofMinutes(1);

  private CheckGroups() {}

  /**
   * Returns the rule for these groups.
   *
   * @param right the right from the settings; {@code anyone} applies only if one of the other rules
   *     opens something to anyone
   * @param others the other rules
   * @param idle how long an unused group is kept
   */
  public static Rule rule(Right right, List<Rule> others, Duration idle) {
    Right holds = right;
    if (right == Right.Plain.NOBODY) {
      holds = new Right.Closed("fanfare.check is nobody; set it to another right to open it");
    } else if (right == Right.Plain.ANYONE && others.stream().noneMatch(Rule::opensToAnyone)) {
      holds =
          new Right.Closed(
              "no rule opens anything to anyone; set fanfare.check to user, role:NAME or key to open"
                  + " it to these");
    }
    return new Rule(MATCH, holds, holds, new GroupPolicy(MATCH, MOST, COUNT, BYTES, AGE, idle));
  }

  /** Returns whether a rule is the one for these groups. */
  public static boolean isRule(Rule rule) {
    return rule.match().equals(MATCH);
  }

  /** Returns whether a group is one of these. */
  public static boolean include(GroupName group) {
    return group.value().startsWith(PREFIX);
  }
}
