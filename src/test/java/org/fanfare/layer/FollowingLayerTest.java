package org.fanfare.layer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.fanfare.log.GroupPolicy;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.AfterEach;

/**
 * A layer whose readers read a copy of what another node has, and are told of it late, in another
 * order, twice or not at all, keeps the contract too.
 */
final class FollowingLayerTest extends ChannelLayerContract implements InterruptionPromises {
  private final ExecutorService network = Executors.newFixedThreadPool(3);

  @Override
  public LayerRig rig(Function<GroupName, GroupPolicy> policies, long logTotal) {
    return interruptible(policies, logTotal).rig();
  }

  @Override
  public Interruptible interruptible(GroupPolicy policy) {
    return interruptible(Policies.byName(policy), ROOMY_TOTAL);
  }

  private Interruptible interruptible(Function<GroupName, GroupPolicy> policies, long logTotal) {
    TurnedClock clock = new TurnedClock();
    LayerRig there =
        MemoryRigs.rig(
            clock,
            policies,
            logTotal,
            MAILBOX_COUNT,
            MAILBOX_BYTES,
            new LayerLimits.Keys(KEY_COUNT, 1 << 20, KEY_AGE));
    FollowingLayer layer = new FollowingLayer(there.layer(), policies, clock, network, 1);
    LayerRig rig =
        new LayerRig(
            layer,
            clock::advance,
            () -> {
              there.sweeper().run();
              layer.sweep();
            });
    return new Interruptible(rig, layer::cut, layer::mend, there.layer());
  }

  @AfterEach
  void stopNetwork() {
    network.shutdownNow();
  }
}
