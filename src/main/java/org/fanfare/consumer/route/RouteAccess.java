package org.fanfare.consumer.route;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fanfare.security.Decision;

/**
 * Who may connect to a route, or send the messages of a handler, as the annotations of {@code
 * jakarta.annotation.security} say it. Immutable; safe for use by any thread.
 */
public sealed interface RouteAccess {
  /** Access that does not depend on the caller. */
  enum Plain implements RouteAccess {
    /** Everybody may: {@code @PermitAll}. */
    EVERYBODY,
    /** Nobody may: {@code @DenyAll}. */
    NOBODY;

    @Override
    public Decision decide(boolean isLoggedIn, Predicate<String> hasRole) {
      return this == EVERYBODY ? Decision.ALLOWED : Decision.REFUSED;
    }

    @Override
    public Set<String> roles() {
      return Set.of();
    }
  }

  /**
   * Users in one of several roles may: {@code @RolesAllowed}.
   *
   * @param names the roles, of which {@value #ANY_USER} stands for every user who has logged in
   */
  record Roles(Set<String> names) implements RouteAccess {
    /** The name that stands for every user who has logged in. */
    public static final String ANY_USER = "**";

    /** Throws {@link IllegalArgumentException} if there is no name, or a blank one. */
    public Roles {
      names = Set.copyOf(names);
      if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
        throw new IllegalArgumentException("there are one or more roles, and none is blank");
      }
    }

    @Override
    public Decision decide(boolean isLoggedIn, Predicate<String> hasRole) {
      if (!isLoggedIn) {
        return Decision.UNAUTHENTICATED;
      }
      return names.contains(ANY_USER) || names.stream().anyMatch(hasRole)
          ? Decision.ALLOWED
          : Decision.REFUSED;
    }

    @Override
    public Set<String> roles() {
      return names.stream()
          .filter(name -> !name.equals(ANY_USER))
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /**
   * Decides about a caller.
   *
   * @param isLoggedIn whether the container knows the caller as a user
   * @param hasRole whether that user has a role; asked only for those of {@link #roles}
   */
  Decision decide(boolean isLoggedIn, Predicate<String> hasRole);

  /** Returns the roles that the decision depends on, so that they can be looked up before. */
  Set<String> roles();
}
