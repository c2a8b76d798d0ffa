package org.fanfare.layer;

import java.time.Duration;
import java.util.function.Function;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;

/** Policies for tests; a group's rule is the part of its name before the first dot. */
public final class Policies {
  /** How long a publication is retained under {@link #ROOMY}. */
  public static final Duration AGE = Duration.ofHours(1);

  /** How long an idle group lives under {@link #ROOMY}. */
  public static final Duration IDLE = Duration.ofMinutes(5);

  /** A thousand publications, and more bytes than a test sends. */
  public static final GroupPolicy ROOMY = new GroupPolicy("any", 1000, 1000, 64L << 20, AGE, IDLE);

  private Policies() {}

  /** {@link #ROOMY} with another count. */
  public static GroupPolicy count(int count) {
    return new GroupPolicy("any", 1000, count, ROOMY.bytes(), AGE, IDLE);
  }

  /** {@link #ROOMY} with another bound of bytes. */
  public static GroupPolicy bytes(long bytes) {
    return new GroupPolicy("any", 1000, ROOMY.count(), bytes, AGE, IDLE);
  }

  /** Gives each group the policy with the rule that its name begins with. */
  public static Function<GroupName, GroupPolicy> byName(GroupPolicy policy) {
    return group ->
        new GroupPolicy(
            group.value().split("\\.", 2)[0],
            policy.maxGroups(),
            policy.count(),
            policy.bytes(),
            policy.age(),
            policy.idle());
  }
}
