package org.fanfare.redis;

import java.util.List;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;

/** The words of the script that gives groups their places under a rule. */
final class Admit {
  private Admit() {}

  static List<byte[]> keys(Keys keys, GroupPolicy policy) {
    return List.of(keys.registry(policy.rule()));
  }

  /**
   * Returns the arguments.
   *
   * @param lasts for how many milliseconds from now the group may live, as far as is known
   */
  static List<byte[]> arguments(GroupName group, GroupPolicy policy, long lasts, long shift) {
    return List.of(
        Request.text(group.value()),
        Request.text(lasts),
        Request.text(policy.maxGroups()),
        Request.text(shift));
  }

  /** Returns whether the group has a place. */
  static boolean hasPlace(List<Object> reply) {
    return switch (Request.wordOf(reply)) {
      case "OK" -> true;
      case "FULL" -> false;
      default -> throw new IllegalArgumentException("admit replied " + Request.wordOf(reply));
    };
  }
}
