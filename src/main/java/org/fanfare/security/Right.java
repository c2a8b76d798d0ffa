package org.fanfare.security;

/**
 * What a rule asks of a caller: one of {@code nobody}, {@code anyone}, {@code user}, {@code
 * role:NAME}, {@code key}.
 */
public sealed interface Right {
  /** The rights that need no name. */
  enum Plain implements Right {
    /** Allowed to none. */
    NOBODY,
    /** Allowed to all. */
    ANYONE,
    /** Allowed to a logged-in user. */
    USER,
    /** Allowed to the holder of a key of the settings. */
    KEY;

    @Override
    public Decision decide(Caller caller) {
      return switch (this) {
        case NOBODY -> Decision.REFUSED;
        case ANYONE -> Decision.ALLOWED;
        case USER -> allowedIf(caller.isUser(), caller);
        case KEY -> allowedIf(caller.hasKey(), caller);
      };
    }
  }

  /**
   * Allowed to a user in a role.
   *
   * @param name the name of the role, as the application or the server knows it
   */
  record Role(String name) implements Right {
    /** Throws {@link IllegalArgumentException} for a name that is blank or has blanks around it. */
    public Role {
      if (name.isEmpty() || !name.equals(name.strip())) {
        throw new IllegalArgumentException(notARight("role:" + name));
      }
    }

    @Override
    public Decision decide(Caller caller) {
      return allowedIf(caller.hasRole(name), caller);
    }
  }

  /**
   * Allowed to none, and an operator is told why.
   *
   * @param why the cause, and what would open it, in words that may be shown to anyone
   */
  record Closed(String why) implements Right {
    @Override
    public Decision decide(Caller caller) {
      return Decision.REFUSED;
    }
  }

  /** Returns whether {@code caller} has this right. */
  Decision decide(Caller caller);

  /**
   * Returns the right of this text.
   *
   * @throws IllegalArgumentException naming the text and the right ones, if it is none
   */
  static Right parse(String text) {
    return switch (text) {
      case "nobody" -> Plain.NOBODY;
      case "anyone" -> Plain.ANYONE;
      case "user" -> Plain.USER;
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
    return "\"" + text + "\" is not a right; right is nobody, anyone, user, \"role:NAME\" or key";
  }
}
