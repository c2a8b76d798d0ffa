package org.fanfare.layer;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;

/** What the promises of the contract need: the layer that is held to them, and an executor. */
interface LayerUnderTest {
  GroupName GROUP = new GroupName("any.group");
  GroupName OTHER = new GroupName("any.other");

  /** Much more than a test publishes. */
  long ROOMY_TOTAL = 256L << 20;

  /** Bounds of mailboxes. */
  int MAILBOX_COUNT = 5;

  long MAILBOX_BYTES = 100;

  /** Bounds of keys. */
  int KEY_COUNT = 10;

  Duration KEY_AGE = Duration.ofMinutes(5);

  /** A fresh layer. */
  LayerRig rig(Function<GroupName, GroupPolicy> policies, long logTotal);

  /** A fresh layer without any bound that matters. */
  default LayerRig rig() {
    return rig(Policies.ROOMY);
  }

  /** A fresh layer that gives every group the same bounds. */
  default LayerRig rig(GroupPolicy policy) {
    return rig(Policies.byName(policy), ROOMY_TOTAL);
  }

  /** Runs one task at a time, on a thread of its own. */
  ExecutorService executor();

  default Follower open(LayerRig rig, Start start) {
    return open(rig, GROUP, start);
  }

  default Follower open(LayerRig rig, GroupName group, Start start) {
    return new Follower(rig.layer(), group, start, executor());
  }

  static ConditionFactory soon() {
    return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
  }
}
