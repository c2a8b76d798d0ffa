package org.fanfare.security;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a rule requires of a caller: one of {@code nobody}, {@code anyone}, {@code user}, {@code
 * own}, {@code role:NAME}, {@code key}, {@code key:NAME}, or a list of these.
 */
public sealed interface Right {
  /** The rights without a name. */
  enum Plain implements Right {
    /** Allowed for nobody. */
    NOBODY,
    /** Allowed for everybody. */
    ANYONE,
    /** Allowed for a logged-in user. */
    USER,
    /** Allowed for the user whose encoded name stands at the {@code ~} of the rule's pattern. */
    OWN,
    /** Allowed for the holder of a key from the settings that permits it for the group. */
    KEY;

    @Override
    public Decision decide(Caller caller, Attempt attempt) {
      return switch (this) {
        case NOBODY -> Decision.REFUSED;
        case ANYONE -> Decision.ALLOWED;
        case USER -> allowedIf(caller.isUser(), caller);
        case OWN ->
            allowedIf(caller.encodedUser().filter(attempt.owner()::equals).isPresent(), caller);
        case KEY -> allowedIf(caller.key().filter(attempt::isPermittedBy).isPresent(), caller);
      };
    }
  }

  /**
   * Allowed for a user in a role.
   *
   * @param name the name of the role, as the application or the server knows it
   */
  record Role(String name) implements Right {
    /**
     * Throws {@link IllegalArgumentException} for a name that is blank or has leading or trailing
     * blanks.
     */
    public Role {
      if (name.isEmpty() || !name.equals(name.strip())) {
        throw new IllegalArgumentException(notARight("role:" + name));
      }
    }

    @Override
    public Decision decide(Caller caller, Attempt attempt) {
      return allowedIf(caller.hasRole(name), caller);
    }
  }

  /**
   * Allowed for the holder of the key of a name, if it permits it for the group.
   *
   * @param name the name of the key in the settings
   */
  record OfKey(String name) implements Right {
    /** Throws {@link IllegalArgumentException} for a name that is empty. */
    public OfKey {
      if (name.isEmpty()) {
        throw new IllegalArgumentException(notARight("key:"));
      }
    }

    @Override
    public Decision decide(Caller caller, Attempt attempt) {
      return allowedIf(
          caller
              .key()
              .filter(key -> key.name().equals(name) && attempt.isPermittedBy(key))
              .isPresent(),
          caller);
    }
  }

  /**
   * Allowed for whoever has one of several rights.
   *
   * @param rights two rights or more, each of a kind that may stand in a list
   */
  record AnyOf(List<Right> rights) implements Right {
    /**
     * Throws {@link IllegalArgumentException} if {@code nobody} or {@code anyone} is among them.
     */
    public AnyOf {
      rights = List.copyOf(rights);
      if (rights.contains(Plain.NOBODY) || rights.contains(Plain.ANYONE)) {
        throw new IllegalArgumentException(
            "nobody and anyone decide alone; right is one of them without a list, or a list of the"
                + " other rights");
      }
    }

    @Override
    public Decision decide(Caller caller, Attempt attempt) {
      Decision decision = Decision.REFUSED;
      for (Right right : rights) {
        Decision each = right.decide(caller, attempt);
        if (each == Decision.ALLOWED) {
          return each;
        }
        decision = each == Decision.UNAUTHENTICATED ? each : decision;
      }
      return decision;
    }

    @Override
    public Stream<Right> parts() {
      return rights.stream();
    }
  }

  /**
   * Allowed for nobody, with an explanation for the operator.
   *
   * @param why the cause and what would open it; may be shown to anyone
   */
  record Closed(String why) implements Right {
    @Override
    public Decision decide(Caller caller, Attempt attempt) {
      return Decision.REFUSED;
    }
  }

  /** Returns whether {@code caller} has this right for what it attempts. */
  Decision decide(Caller caller, Attempt attempt);

  /** Returns the rights of which one is enough; a right that is no list is its only part. */
  default Stream<Right> parts() {
    return Stream.of(this);
  }

  /** Returns whether a right is this one, or one of its parts. */
  default boolean includes(Right right) {
    return parts().anyMatch(right::equals);
  }

  /**
   * Parses a list of rights, of which one is enough.
   *
   * @throws IllegalArgumentException if the list is empty, if a text is not a right, or if {@code
   *     nobody} or {@code anyone} stands beside others
   */
  static Right parse(List<String> texts) {
    if (texts.isEmpty()) {
      throw new IllegalArgumentException(
          "a list has at least one right; right is nobody, if it is meant for no one");
    }
    List<Right> rights = texts.stream().map(Right::parse).toList();
    return rights.size() == 1 ? rights.get(0) : new AnyOf(rights);
  }

  /**
   * Parses a right.
   *
   * @throws IllegalArgumentException if the text is not a right; the message names the valid ones
   */
  static Right parse(String text) {
    return switch (text) {
      case "nobody" -> Plain.NOBODY;
      case "anyone" -> Plain.ANYONE;
      case "user" -> Plain.USER;
      case "own" -> Plain.OWN;
      case "key" -> Plain.KEY;
      default -> {
        if (text.startsWith("role:")) {
          yield new Role(text.substring("role:".length()));
        }
        if (text.startsWith("key:")) {
          yield new OfKey(text.substring("key:".length()));
        }
        throw new IllegalArgumentException(notARight(text));
      }
    };
  }

  private static Decision allowedIf(boolean has, Caller caller) {
    if (has) {
      return Decision.ALLOWED;
    }
    return caller.isNobody() ? Decision.UNAUTHENTICATED : Decision.REFUSED;
  }

  private static String notARight(String text) {
    return "\""
        + text
        + "\" is not a right; right is nobody, anyone, user, own, \"role:NAME\", key or \"key:NAME\"";
  }
}
