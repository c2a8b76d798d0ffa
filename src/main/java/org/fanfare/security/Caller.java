package org.fanfare.security;

import java.time.Duration;
import java.util.Optional;
import org.fanfare.message.GroupName;
import org.fanfare.message.UserGroup;

/**
 * The originator of a request: a logged-in user, the holder of a key, both, or neither.
 *
 * <p>The transport creates one for each request. Implementations must be immutable, because
 * decisions are requested on any thread and long after the request has ended.
 */
public interface Caller {
  /**
   * Returns a stable text that scopes idempotency keys, such as {@code user:anna}, {@code key:shop}
   * or {@code address:192.0.2.7}; never a secret.
   */
  String identity();

  /**
   * Returns a stable text for the bounds that each caller has: the {@link #identity}, but the
   * {@linkplain ClientNetwork network} of a caller of whom only an address is known.
   */
  default String bearer() {
    return identity();
  }

  /**
   * Returns where the request came from, for an operator: the client's address, the origin of its
   * page if it was sent, and the name of its key if it carried one; never a secret.
   */
  default String from() {
    return identity();
  }

  /** Returns the name of the user who has logged in; empty if nobody has. */
  Optional<String> user();

  /** Returns whether a user has logged in. */
  default boolean isUser() {
    return user().isPresent();
  }

  /**
   * Returns the user's name as it stands in names of groups, see {@link UserGroup#encode}; empty if
   * there is no user, or one whose name has no such form.
   */
  default Optional<String> encodedUser() {
    try {
      return user().map(UserGroup::encode);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns whether the user has the role; false if there is no user. */
  boolean hasRole(String role);

  /** Returns the key of the settings that the request carried; empty if it carried none. */
  Optional<Key> key();

  /** Returns whether the request carried one of the keys of the settings. */
  default boolean hasKey() {
    return key().isPresent();
  }

  /** Returns whether the request carried an invalid key. */
  default boolean showsWrongKey() {
    return false;
  }

  /**
   * Returns whether what the caller showed is for reading the group, if rules allow it too: a
   * ticket may be for some groups only.
   */
  default boolean isForReading(GroupName group) {
    return true;
  }

  /** The same for publishing to the group. */
  default boolean isForPublishing(GroupName group) {
    return true;
  }

  /** Returns the login that a ticket has given; empty if the caller is known otherwise. */
  default Optional<TicketLogin> ticketLogin() {
    return Optional.empty();
  }

  /**
   * Returns how long the caller's login lasted when the request was made; empty if nothing is known
   * of its end, or if the container looks after that.
   */
  default Optional<Duration> loginLasts() {
    return Optional.empty();
  }

  /** Returns whether the caller is neither a user nor the holder of a key. */
  default boolean isNobody() {
    return !isUser() && !hasKey();
  }
}
