package org.fanfare.security;

import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;

/**
 * The rights and bounds of the groups whose names match a pattern.
 *
 * @param match the pattern: {@code *} matches any run of characters, including dots; {@code ~}
 *     matches one part, at least one character of {@code A-Z a-z 0-9 _ -}, and says whose the group
 *     is; nothing else is special, and the whole name must match
 * @param join who may read such a group
 * @param publish who may publish to such a group
 * @param policy the bounds of each such group
 */
public record Rule(String match, Right join, Right publish, GroupPolicy policy) {
  /**
   * Throws {@link IllegalArgumentException} for a pattern that cannot match any group name or
   * leaves open what stands at its {@code ~}, and for {@code own} without a {@code ~}.
   */
  public Rule {
    boolean own = join.includes(Right.Plain.OWN) || publish.includes(Right.Plain.OWN);
    if (!new NamePattern(match).hasOwner() && own) {
      throw new IllegalArgumentException(
          "\""
              + match
              + "\" has no ~ to say whose a group is, as the right own needs; right is one ~, such as"
              + " \"user.~\"");
    }
  }

  /** Returns whether the rule lets anyone read or publish. */
  public boolean opensToAnyone() {
    return join == Right.Plain.ANYONE || publish == Right.Plain.ANYONE;
  }

  /** Returns whether the rule applies to this group. */
  public boolean matches(GroupName group) {
    return new NamePattern(match).matches(group);
  }

  /**
   * Returns whether {@code caller} has a right of this rule for a group that it applies to.
   *
   * @param needs what a key must permit for it
   */
  Decision decide(Right right, GroupName group, Caller caller, KeyPermission needs) {
    String owner = new NamePattern(match).match(group.value());
    return owner == null
        ? Decision.REFUSED
        : right.decide(caller, new Attempt(group, owner, needs));
  }
}
