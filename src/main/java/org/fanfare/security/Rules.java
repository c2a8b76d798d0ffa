package org.fanfare.security;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fanfare.message.GroupName;

/**
 * The rules in the order of the settings: the first rule that matches a group decides alone, and a
 * group that no rule matches is refused.
 *
 * <p>Immutable; safe for use by any thread.
 *
 * @param inOrder the rules in order of precedence
 */
public record Rules(List<Rule> inOrder) {
  private static final String NOT_OF_THE_TICKET =
      "the ticket is for other groups: its lists narrow what rules allow";

  /** Copies the rules. */
  public Rules {
    inOrder = List.copyOf(inOrder);
  }

  /** Returns whether {@code caller} may read {@code group}. */
  public Decision mayJoin(GroupName group, Caller caller) {
    return ruleFor(group)
        .filter(rule -> caller.isForReading(group))
        .map(rule -> rule.decide(rule.join(), group, caller, KeyPermission.READ))
        .orElse(Decision.REFUSED);
  }

  /** Returns whether {@code caller} may publish to {@code group}. */
  public Decision mayPublish(GroupName group, Caller caller) {
    return ruleFor(group)
        .filter(rule -> caller.isForPublishing(group))
        .map(rule -> rule.decide(rule.publish(), group, caller, KeyPermission.PUBLISH))
        .orElse(Decision.REFUSED);
  }

  /** Returns why {@code caller} may not read {@code group}; may be shown to the caller. */
  public String whyNotJoin(GroupName group, Caller caller) {
    return caller.isForReading(group)
        ? new Refused(caller, group, KeyPermission.READ)
            .why(ruleFor(group).orElse(null), Rule::join)
        : NOT_OF_THE_TICKET;
  }

  /** Returns why {@code caller} may not publish to {@code group}; may be shown to the caller. */
  public String whyNotPublish(GroupName group, Caller caller) {
    return caller.isForPublishing(group)
        ? new Refused(caller, group, KeyPermission.PUBLISH)
            .why(ruleFor(group).orElse(null), Rule::publish)
        : NOT_OF_THE_TICKET;
  }

  /** Returns the rule that decides about {@code group}; empty if none matches. */
  public Optional<Rule> ruleFor(GroupName group) {
    for (Rule rule : inOrder) {
      if (rule.matches(group)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /** Returns the roles that the rules use, so that they can be looked up during the request. */
  public Set<String> roles() {
    return inOrder.stream()
        .flatMap(rule -> Stream.of(rule.join(), rule.publish()))
        .flatMap(Right::parts)
        .filter(Right.Role.class::isInstance)
        .map(right -> ((Right.Role) right).name())
        .collect(Collectors.toUnmodifiableSet());
  }
}
