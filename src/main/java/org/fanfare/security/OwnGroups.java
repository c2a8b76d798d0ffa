package org.fanfare.security;

import java.time.Duration;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.UserGroup;

/**
 * The groups that each user has without any setting: {@code user.~}, as {@link UserGroup} names
 * them. The user may read the group, no client may publish to it, and code of the application may.
 *
 * <p>Their rule comes after all others and does not belong to the setting {@code groups}: a rule of
 * the settings for {@code user.~} or {@code user.*} decides instead. Pure functions.
 */
public final class OwnGroups {
  private static final String MATCH = UserGroup.PREFIX + NamePattern.OWNER;

  /** The name of the rule among policies: no rule of the settings can have it. */
  private static final String NAME = "(" + MATCH + ")";

  // many and small: each user has one, and may be away for a night
  private static final int MOST = 100_000;
  private static final int COUNT = 100;
  private static final Duration AGE = Duration.ofDays(1);

  private OwnGroups() {}

  /**
   * Returns the rule for these groups.
   *
   * @param defaults bounds by which the bytes of a log and the time without use are set
   */
  public static Rule rule(GroupPolicy defaults) {
    return new Rule(
        MATCH,
        Right.Plain.OWN,
        Right.Plain.NOBODY,
        new GroupPolicy(NAME, MOST, COUNT, defaults.bytes(), AGE, defaults.idle()));
  }

  /** Returns whether a rule is the one for these groups, and not one of the settings. */
  public static boolean isRule(Rule rule) {
    return rule.policy().rule().equals(NAME);
  }
}
