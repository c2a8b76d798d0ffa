package org.fanfare.security;

import java.time.Duration;
import java.util.List;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;

/**
 * The groups with which the check page tries the path between a client and the server: {@code
 * fanfare.check.*}.
 *
 * <p>Their rule comes before all others, and is none of the settings' {@code groups}. A connection
 * to one of them may ask to be left silent, which shows how long an idle connection lives.
 *
 * <p>They are closed to anyone where every other group is: an operator who opens nothing means
 * nothing, these included. Their bounds are constants, since nobody needs more of them. Pure
 * functions.
 */
public final class CheckGroups {
  /** What the names of these groups begin with. */
  public static final String PREFIX = "fanfare.check.";

  /** The longest silence that may be asked for. */
  public static final Duration MOST_SILENCE = Duration.ofMinutes(2);

  private static final String MATCH = PREFIX + "*";

  // small and short-lived: anyone may have one
  private static final int MOST = 100;
  private static final int COUNT = 10;
  private static final long BYTES = 16_384;
  private static final Duration AGE = Duration.ofMinutes(1);

  private CheckGroups() {}

  /**
   * The rule for these groups.
   *
   * @param right who may check, by the settings; {@code anyone} holds only while one of the others
   *     opens something to anyone
   * @param others the other rules
   * @param idle for how long one that nobody needs is kept
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

  /** Tells whether a rule is the one for these groups. */
  public static boolean isRule(Rule rule) {
    return rule.match().equals(MATCH);
  }

  /** Tells whether a group is one of these. */
  public static boolean include(GroupName group) {
    return group.value().startsWith(PREFIX);
  }
}
