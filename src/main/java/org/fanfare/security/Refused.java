package org.fanfare.security;

import java.util.Optional;
import java.util.function.Function;

/**
 * Explains why a caller may not do something with a group: which rule decided, what it requires,
 * and what the caller lacks. The text contains no secrets and may be shown to the caller.
 */
final class Refused {
  private Refused() {}

  static String why(Optional<Rule> rule, Function<Rule, Right> asks, Caller caller) {
    return rule.map(r -> "the rule \"%s\" %s".formatted(r.match(), asked(asks.apply(r), caller)))
        .orElse("no rule of fanfare.groups matches it");
  }

  private static String asked(Right right, Caller caller) {
    if (right instanceof Right.Closed closed) {
      return "is closed, because " + closed.why();
    }
    if (right instanceof Right.Role role) {
      return "asks for a user in the role "
          + role.name()
          + (caller.isUser() ? ", in which this user is not" : noUser(caller));
    }
    return switch ((Right.Plain) right) {
      case NOBODY -> "allows it to nobody";
      case ANYONE -> "allows it to anyone";
      case USER -> "asks for a user" + noUser(caller);
      case OWN ->
          "asks for the user whose name stands at the ~, and "
              + (caller.isUser() ? "this user is another" : notTheOwner(caller));
      case KEY -> "asks for a key, " + noKey(caller);
    };
  }

  private static String noUser(Caller caller) {
    return caller.hasKey()
        ? ", and a key is none"
        : " who has logged in to this application, and the request has none";
  }

  private static String notTheOwner(Caller caller) {
    return caller.hasKey() ? "a key is none" : "nobody has logged in to this application";
  }

  private static String noKey(Caller caller) {
    return caller.showsWrongKey()
        ? "and what the Authorization header shows is not 'Bearer ' and one of fanfare.keys"
        : "sent as 'Authorization: Bearer KEY', and the request has none";
  }
}
