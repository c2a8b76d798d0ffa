package org.fanfare.security;

import java.time.Duration;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;

/**
 * The groups with which the check page tries the path between a client and the server: {@code
 * fanfare.check.*}.
 *
 * <p>Their rule comes before all others, and is none of the settings' {@code groups}. A connection
 * to one of them may ask to be left silent, which shows how long an idle connection lives.
 */
public final class CheckGroups {
  /** What the names of these groups begin with. */
  public static final String PREFIX = "fanfare.check.";

  /** The longest silence that may be asked for. */
  public static final Duration MOST_SILENCE = Duration.ofMinutes(2);

  private static final String MATCH = PREFIX + "*";

  // small and short-lived: anyone may have one
  private static final int MOST = 200;
  private static final int COUNT = 20;
  private static final long BYTES = 16_384;
  private static final Duration AGE = Duration.ofMinutes(1);

  private CheckGroups() {}

  /**
   * The rule for these groups.
   *
   * @param right who may check
   * @param idle for how long one that nobody needs is kept
   */
  public static Rule rule(Right right, Duration idle) {
    return new Rule(MATCH, right, right, new GroupPolicy(MATCH, MOST, COUNT, BYTES, AGE, idle));
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
