package org.fanfare.settings;

import java.util.stream.LongStream;
import org.fanfare.log.GroupPolicy;
import org.fanfare.security.Rules;

/**
 * How much of {@code log.total} each rule has at any time, whatever the others hold. Pure
 * functions.
 */
public final class LogShares {
  /**
   * The part of what is not guaranteed otherwise that rules without a share of their own divide.
   */
  private static final int PART = 2;

  private LogShares() {}

  /**
   * Throws {@link IllegalArgumentException} if the shares that are set are more than the total.
   *
   * @param unmatched the bounds of groups that no rule matches
   * @return the limits
   */
  static Settings.Limits require(Rules rules, GroupPolicy unmatched, Settings.Limits limits) {
    long set = all(rules, unmatched).sum();
    if (set > limits.logTotal()) {
      throw new IllegalArgumentException(
          "the rules have %s of it together (log.share), and it is %s; right is at least that, or less for the rules"
              .formatted(Amount.ofBytes(set), Amount.ofBytes(limits.logTotal())));
    }
    return limits;
  }

  /**
   * Returns the share of each rule that has none of its own: an equal part of half of what the
   * others leave.
   */
  public static long even(Settings settings) {
    Rules rules = settings.access().rules();
    long left = settings.limits().logTotal() - all(rules, settings.unmatched()).sum();
    long number = all(rules, settings.unmatched()).filter(share -> share == 0).count();
    return number == 0 ? 0 : left / PART / number;
  }

  private static LongStream all(Rules rules, GroupPolicy unmatched) {
    return LongStream.concat(
        rules.inOrder().stream().mapToLong(rule -> rule.policy().share()),
        LongStream.of(unmatched.share()));
  }
}
