package org.fanfare.security;

import java.util.regex.Pattern;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;

/**
 * The rights and bounds of the groups whose names match a pattern.
 *
 * @param match the pattern: {@code *} matches any run of characters, including dots; nothing else
 *     is special, and the whole name must match
 * @param join who may read such a group
 * @param publish who may publish to such a group
 * @param policy the bounds of each such group
 */
public record Rule(String match, Right join, Right publish, GroupPolicy policy) {
  private static final Pattern MATCH = Pattern.compile("[A-Za-z0-9._*-]+");

  /** Throws {@link IllegalArgumentException} for a pattern that cannot match any group name. */
  public Rule {
    if (!MATCH.matcher(match).matches()) {
      throw new IllegalArgumentException(
          "\""
              + match
              + "\" matches no group; right are the characters of a group's name, A-Z a-z 0-9 . _ -,"
              + " and * for any run of them");
    }
  }

  /** Returns whether the rule lets anyone read or publish. */
  public boolean opensToAnyone() {
    return join == Right.Plain.ANYONE || publish == Right.Plain.ANYONE;
  }

  /** Returns whether the rule applies to this group. */
  public boolean matches(GroupName group) {
    return new Glob(match).matches(group.value());
  }
}
