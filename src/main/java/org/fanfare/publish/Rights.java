package org.fanfare.publish;

import java.util.List;
import java.util.function.Supplier;
import org.fanfare.message.GroupName;
import org.fanfare.security.Caller;
import org.fanfare.security.Decision;
import org.fanfare.security.Rules;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a caller may do under the rules. Each method throws a {@link
 * org.fanfare.status.ProblemException} that says what is missing. Safe for use by any thread.
 */
public final class Rights {
  private final Rules rules;

  /** Creates the rights that {@code rules} grant. */
  public Rights(Rules rules) {
    this.rules = rules;
  }

  /** Requires that {@code caller} may publish to all of {@code groups}. */
  public Permit requirePublishing(Caller caller, List<GroupName> groups) {
    for (GroupName group : groups) {
      require(
          rules.mayPublish(group, caller),
          () -> "to publish to %s: %s".formatted(group, rules.whyNotPublish(group, caller)));
    }
    return new Permit(caller, groups);
  }

  /** Requires that {@code caller} may read all of {@code groups}. */
  public void requireReading(Caller caller, List<GroupName> groups) {
    for (GroupName group : groups) {
      require(
          rules.mayJoin(group, caller),
          () -> "to read %s: %s".formatted(group, rules.whyNotJoin(group, caller)));
    }
  }

  private static void require(Decision decision, Supplier<String> why) {
    @Nullable Status code =
        switch (decision) {
          case ALLOWED -> null;
          case UNAUTHENTICATED -> Status.UNAUTHENTICATED;
          case REFUSED -> Status.REFUSED;
        };
    if (code != null) {
      throw new Problem(code, why.get()).thrown();
    }
  }
}
