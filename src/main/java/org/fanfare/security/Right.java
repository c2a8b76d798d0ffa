package org.fanfare.security;

/**
 * What a rule requires of a caller: one of {@code nobody}, {@code anyone}, {@code user}, {@code
 * own}, {@code role:NAME}, {@code key}.
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
    /** Allowed for the holder of a key from the settings. */
    KEY;

    @Override
    public Decision decide(Caller caller, String owner) {
      return switch (this) {
        case NOBODY -> Decision.REFUSED;
        case ANYONE -> Decision.ALLOWED;
        case USER -> allowedIf(caller.isUser(), caller);
        case OWN -> allowedIf(caller.encodedUser().filter(owner::equals).isPresent(), caller);
        case KEY -> allowedIf(caller.hasKey(), caller);
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
    public Decision decide(Caller caller, String owner) {
      return allowedIf(caller.hasRole(name), caller);
    }
  }

  /**
   * Allowed for nobody, with an explanation for the operator.
   *
   * @param why the cause and what would open it; may be shown to anyone
   */
  record Closed(String why) implements Right {
    @Override
    public Decision decide(Caller caller, String owner) {
      return Decision.REFUSED;
    }
  }

  /**
   * Returns whether {@code caller} has this right for a group.
   *
   * @param owner what stands at the {@code ~} of the rule's pattern in the group's name; empty if
   *     the pattern has none
   */
  Decision decide(Caller caller, String owner);

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
        + "\" is not a right; right is nobody, anyone, user, own, \"role:NAME\" or key";
  }
}
