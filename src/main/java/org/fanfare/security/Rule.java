package org.fanfare.security;

import java.util.regex.Pattern;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;

/**
 * What may be done with the groups whose names match a pattern, and under which bounds they live.
 *
 * @param match the pattern: {@code *} is any run of characters, dots included, nothing else is
 *     special, and the whole name must match
 * @param join who may read such a group
 * @param publish who may publish to such a group
 * @param policy the bounds of each such group
 */
public record Rule(String match, Right join, Right publish, GroupPolicy policy) {
  private static final Pattern MATCH = Pattern.compile("[A-Za-z0-9._*-]+");

  /** Throws {@link IllegalArgumentException} for a pattern that no group's name can match. */
  public Rule {
    if (!MATCH.matcher(match).matches()) {
      throw new IllegalArgumentException(
          "\""
              + match
              + "\" matches no group; right are the characters of a group's name, A-Z a-z 0-9 . _ -,"
              + " and * for any run of them");
    }
  }

  /** Tells whether the rule lets anyone read or publish. */
  public boolean opensToAnyone() {
    return join == Right.Plain.ANYONE || publish == Right.Plain.ANYONE;
  }

  /** Tells whether the rule is about this group. */
  public boolean matches(GroupName group) {
    return new Glob(match).matches(group.value());
  }
}
