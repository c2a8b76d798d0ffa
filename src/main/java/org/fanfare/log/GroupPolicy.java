package org.fanfare.log;

import java.time.Duration;

/**
 * The bounds of a group and its log, as its rule sets them.
 *
 * <p>All bounds hold at once. Immutable; safe for use by any thread.
 *
 * @param rule the name of the rule. Groups of one rule share {@code maxGroups} and may evict each
 *     other's publications at the memory total; groups of different rules never do
 * @param maxGroups the maximum number of groups that may exist under the rule at one time, at least
 *     1
 * @param count the maximum number of publications that the log retains, at least 1
 * @param bytes the maximum number of bytes that the log retains, messages and their fixed overhead,
 *     at least 1
 * @param age how long a publication is retained, at least 1 ms
 * @param idle how long a group lives after its last reader, publication and touch, at least 1 ms
 */
public record GroupPolicy(
    String rule, int maxGroups, int count, long bytes, Duration age, Duration idle) {
  /** Throws {@link IllegalArgumentException} for a bound out of its range. */
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
