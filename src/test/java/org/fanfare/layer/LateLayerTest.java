package org.fanfare.layer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.fanfare.log.GroupPolicy;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.AfterEach;

/** A layer that answers late, from other threads and in another order keeps the contract too. */
final class LateLayerTest extends ChannelLayerContract implements TotalPromises {
  private final ExecutorService network = Executors.newFixedThreadPool(3);

  @Override
  public LayerRig rig(Function<GroupName, GroupPolicy> policies, long logTotal) {
    LayerRig rig =
        MemoryRigs.rig(
            policies,
            logTotal,
            MAILBOX_COUNT,
            MAILBOX_BYTES,
            new LayerLimits.Keys(KEY_COUNT, 1 << 20, KEY_AGE));
    return new LayerRig(new LateLayer(rig.layer(), network, 1), rig.clock(), rig.sweeper());
  }

  @AfterEach
  void stopNetwork() {
    network.shutdownNow();
  }
}
