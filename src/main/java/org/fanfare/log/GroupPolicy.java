package org.fanfare.log;

import java.time.Duration;

/**
 * The bounds under which a group's log lives, as its rule sets them.
 *
 * <p>All bounds hold at once. Immutable; safe for use by any thread.
 *
 * @param rule the name of the rule; groups of one rule share {@code maxGroups} and may evict each
 *     other's publications at the memory total, groups of different rules never do
 * @param maxGroups the most groups that may live under the rule at one time, at least 1
 * @param count the most publications that the log retains, at least 1
 * @param bytes the most bytes that the log retains, messages and their fixed overhead, at least 1
 * @param age how long a publication is retained, more than zero
 * @param idle how long a group lives after its last reader, publication and touch, more than zero
 */
public record GroupPolicy(
    String rule, int maxGroups, int count, long bytes, Duration age, Duration idle) {
  /** Throws {@link IllegalArgumentException} for a bound that is out of its range. */
  public GroupPolicy {
    requirePositive("max-groups", maxGroups);
    requirePositive("count", count);
    requirePositive("bytes", bytes);
    requirePositive("age", age.toMillis());
    requirePositive("idle", idle.toMillis());
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, is " + value);
    }
  }
}
