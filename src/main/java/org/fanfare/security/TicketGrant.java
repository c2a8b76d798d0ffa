package org.fanfare.security;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.fanfare.message.GroupName;

/**
 * Whom a ticket makes its bearer, for how long, and how far that is narrowed. Immutable; nothing in
 * it is secret.
 *
 * @param user the name of the user, 1 to {@value #MOST_NAME} characters, none of them a control
 *     character
 * @param roles the roles of the user, at most {@value #MOST_LIST}
 * @param join patterns of the only groups that the bearer may read, if rules allow that too; empty
 *     if the rules alone decide
 * @param publish the same for publishing
 * @param expires how long the bearer is the user, from the first use of the ticket: 1 second to
 *     {@link #LONGEST}
 */
public record TicketGrant(
    String user,
    Set<String> roles,
    Optional<NamePatterns> join,
    Optional<NamePatterns> publish,
    Duration expires) {
  /** The maximum length of a user's name, in characters. */
  public static final int MOST_NAME = 256;

  /** The maximum number of roles, and of patterns in each list. */
  public static final int MOST_LIST = 100;

  /** How long a bearer may be the user at most. */
  public static final Duration LONGEST = Duration.ofDays(1);

  /**
   * Throws {@link IllegalArgumentException} for a value that is out of bounds; the message says
   * what would be right.
   */
  public TicketGrant {
    boolean isName =
        !user.isBlank()
            && user.length() <= MOST_NAME
            && user.chars().noneMatch(Character::isISOControl);
    require(
        isName, "'user' is a name of 1 to " + MOST_NAME + " characters without control characters");
    require(
        roles.size() <= MOST_LIST && roles.stream().noneMatch(String::isBlank),
        "'roles' is a list of at most " + MOST_LIST + " names of roles");
    require(
        expires.compareTo(Duration.ofSeconds(1)) >= 0 && expires.compareTo(LONGEST) <= 0,
        "'expires' is a number of seconds from 1 to " + LONGEST.toSeconds());
    roles = Set.copyOf(roles);
    join.ifPresent(patterns -> requireFew("join", patterns));
    publish.ifPresent(patterns -> requireFew("publish", patterns));
  }

  private static void requireFew(String member, NamePatterns patterns) {
    require(
        patterns.all().size() <= MOST_LIST,
        "'" + member + "' is a list of at most " + MOST_LIST + " patterns of groups");
  }

  private static void require(boolean holds, String right) {
    if (!holds) {
      throw new IllegalArgumentException(right);
    }
  }

  /** Returns whether the bearer may read the group, as far as the ticket says. */
  boolean isForReading(GroupName group) {
    return isIn(join, group);
  }

  /** Returns whether the bearer may publish to the group, as far as the ticket says. */
  boolean isForPublishing(GroupName group) {
    return isIn(publish, group);
  }

  private static boolean isIn(Optional<NamePatterns> patterns, GroupName group) {
    return patterns.isEmpty() || patterns.get().match(group);
  }
}
