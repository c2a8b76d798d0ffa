package org.fanfare.layer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.fanfare.log.GroupPolicy;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.AfterEach;

/**
 * A layer that answers late, from other threads and in another order keeps the contract too. It
 * also ends lives as late as the contract allows.
 */
final class LateLayerTest extends ChannelLayerContract
    implements TotalPromises, KeyBoundPromises, MoveOnPromises {
  private final ExecutorService network = Executors.newFixedThreadPool(3);

  @Override
  public LayerRig rig(Function<GroupName, GroupPolicy> policies, long logTotal) {
    LayerRig rig = memory(policies, logTotal);
    return new LayerRig(new LateLayer(rig.layer(), network, 1), rig.clock(), rig.sweeper());
  }

  @Override
  public Nodes nodes(GroupPolicy policy) {
    ChannelLayer shared = memory(Policies.byName(policy), ROOMY_TOTAL).layer();
    return new Nodes(new LateLayer(shared, network, 1), new LateLayer(shared, network, 2));
  }

  private static LayerRig memory(Function<GroupName, GroupPolicy> policies, long logTotal) {
    return MemoryRigs.rig(
        policies.andThen(LateLayerTest::endingLate),
        logTotal,
        MAILBOX_COUNT,
        MAILBOX_BYTES,
        new LayerLimits.Keys(KEY_COUNT, 1 << 20, KEY_AGE));
  }

  private static GroupPolicy endingLate(GroupPolicy policy) {
    return new GroupPolicy(
        policy.rule(),
        policy.maxGroups(),
        policy.count(),
        policy.bytes(),
        policy.age(),
        LifePromises.atTheLatest(policy.idle()));
  }

  @AfterEach
  void stopNetwork() {
    network.shutdownNow();
  }
}
