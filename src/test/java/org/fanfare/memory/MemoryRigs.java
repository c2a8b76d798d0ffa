package org.fanfare.memory;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Function;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.LayerSetup;
import org.fanfare.layer.TurnedClock;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;

/** Makes embedded layers with a clock in the test's hand. */
public final class MemoryRigs {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final LayerLimits.Keys KEYS =
      new LayerLimits.Keys(100_000, 1 << 25, Duration.ofMinutes(5));

  private MemoryRigs() {}

  /** A fresh layer within bounds. */
  public static LayerRig rig(
      Function<GroupName, GroupPolicy> policies,
      long logTotal,
      int mailboxCount,
      long mailboxBytes) {
    return rig(policies, logTotal, mailboxCount, mailboxBytes, KEYS);
  }

  /** The same with bounds on keys. */
  public static LayerRig rig(
      Function<GroupName, GroupPolicy> policies,
      long logTotal,
      int mailboxCount,
      long mailboxBytes,
      LayerLimits.Keys keys) {
    return rig(new TurnedClock(), policies, logTotal, mailboxCount, mailboxBytes, keys);
  }

  /** The same with a clock that is also another's. */
  public static LayerRig rig(
      TurnedClock clock,
      Function<GroupName, GroupPolicy> policies,
      long logTotal,
      int mailboxCount,
      long mailboxBytes,
      LayerLimits.Keys keys) {
    MemoryChannelLayer layer =
        new MemoryChannelLayer(
            new LayerSetup(
                policies,
                new LayerLimits(logTotal, mailboxCount, mailboxBytes, keys),
                clock,
                RANDOM));
    return new LayerRig(layer, clock::advance, layer::tick);
  }

  /** A fresh layer that gives every group the same bounds. */
  public static LayerRig rig(GroupPolicy policy) {
    return rig(group -> policy, 256L << 20, 100, 1 << 20);
  }
}
