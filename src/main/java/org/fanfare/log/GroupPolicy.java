package org.fanfare.log;

import java.time.Duration;

/**
 * The bounds of a group and its log, as its rule sets them.
 *
 * <p>All bounds hold at once. Immutable; safe for use by any thread.
 *
 * @param rule the name of the rule. Groups of one rule share {@code maxGroups} and may evict each
 *     other's publications at the memory total; groups of different rules never do, unless one has
 *     less than its {@code share} and the other more than its own
 * @param maxGroups the maximum number of groups that may exist under the rule at one time, at least
 *     1. Groups that are only read do not keep out one that is published to
 * @param count the maximum number of publications that the log retains, at least 1
 * @param bytes the maximum number of bytes that the log retains, messages and their fixed overhead,
 *     at least 1
 * @param age how long a publication is retained, at least 1 ms
 * @param idle how long a group lives after its last reader, publication and touch, at least 1 ms
 * @param share the bytes of the memory total that the groups of the rule may always have together;
 *     0 for none
 */
public record GroupPolicy(
    String rule, int maxGroups, int count, long bytes, Duration age, Duration idle, long share) {
  /** Throws {@link IllegalArgumentException} for a bound out of its range. */
  public GroupPolicy {
    requirePositive("max-groups", maxGroups);
    requirePositive("count", count);
    requirePositive("bytes", bytes);
    requirePositive("age", age.toMillis());
    requirePositive("idle", idle.toMillis());
    if (share < 0) {
      throw new IllegalArgumentException("share must be at least 0, is " + share);
    }
  }

  /** Creates bounds of a rule that has no share of the memory total. */
  public GroupPolicy(
      String rule, int maxGroups, int count, long bytes, Duration age, Duration idle) {
    this(rule, maxGroups, count, bytes, age, idle, 0);
  }

  /** Returns the same bounds with another share. */
  public GroupPolicy withShare(long bytesOfTotal) {
    return new GroupPolicy(rule, maxGroups, count, bytes, age, idle, bytesOfTotal);
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, is " + value);
    }
  }
}
