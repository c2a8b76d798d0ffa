package org.fanfare.security;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * Explains why a caller may not do something with a group: which rule decided, what it requires,
 * and what the caller lacks. The text contains no secrets and may be shown to the caller.
 *
 * @param needs what a key must permit for it
 */
record Refused(Caller caller, GroupName group, KeyPermission needs) {
  /**
   * Returns the explanation.
   *
   * @param rule the rule that decided; null if none matches
   * @param asks returns the right of the rule that was asked for
   */
  String why(@Nullable Rule rule, Function<Rule, Right> asks) {
    return rule == null
        ? "no rule of fanfare.groups matches it"
        : "the rule \"%s\" %s".formatted(rule.match(), asked(asks.apply(rule)));
  }

  private String asked(Right right) {
    if (right instanceof Right.Closed closed) {
      return "is closed, because " + closed.why();
    }
    if (right == Right.Plain.NOBODY) {
      return "allows it to nobody";
    }
    return right instanceof Right.AnyOf several
        ? "asks for one of these: "
            + several.parts().map(this::wanted).collect(Collectors.joining("; "))
        : "asks for " + wanted(right);
  }

  /** Returns whom a right is for, and why this caller is not such. */
  private String wanted(Right right) {
    if (right instanceof Right.Role role) {
      return "a user in the role "
          + role.name()
          + (caller.isUser() ? ", in which this user is not" : noUser());
    }
    if (right instanceof Right.OfKey named) {
      return "the key " + named.name() + ", " + noKey(named.name());
    }
    return switch ((Right.Plain) right) {
      case NOBODY, ANYONE -> throw new IllegalStateException(right + " refuses no single caller");
      case USER -> "a user" + noUser();
      case OWN ->
          "the user whose name stands at the ~, and "
              + (caller.isUser() ? "this user is another" : notTheOwner());
      case KEY -> "a key, " + noKey("");
    };
  }

  private String noUser() {
    return caller.hasKey()
        ? ", and a key is none"
        : " who has logged in to this application, and the request has none";
  }

  private String notTheOwner() {
    return caller.hasKey() ? "a key is none" : "nobody has logged in to this application";
  }

  /**
   * Returns why the caller has not the key that is asked for.
   *
   * @param name the name of the key; empty if it may be any
   */
  private String noKey(String name) {
    Key key = caller.key().orElse(null);
    if (key != null) {
      return "and " + key.title() + lack(key, name);
    }
    return caller.showsWrongKey()
        ? "and what the request shows is not one of fanfare.keys, sent as " + Keys.HOW_SENT
        : "sent as " + Keys.HOW_SENT + ", and the request has none";
  }

  private String lack(Key key, String name) {
    if (!name.isEmpty() && !key.name().equals(name)) {
      return " is another";
    }
    return key.may(needs)
        ? " is not for this group, but for " + key.groups()
        : " may not " + needs.word() + ", but " + key.words();
  }
}
