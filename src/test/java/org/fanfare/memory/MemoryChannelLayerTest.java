package org.fanfare.memory;

import java.util.function.Function;
import org.fanfare.layer.ChannelLayerContract;
import org.fanfare.layer.KeyBoundPromises;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.TotalPromises;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;

/** The embedded layer keeps the contract. */
final class MemoryChannelLayerTest extends ChannelLayerContract
    implements TotalPromises, KeyBoundPromises {
  @Override
  public LayerRig rig(Function<GroupName, GroupPolicy> policies, long logTotal) {
    return MemoryRigs.rig(
        policies,
        logTotal,
        MAILBOX_COUNT,
        MAILBOX_BYTES,
        new LayerLimits.Keys(KEY_COUNT, 1 << 20, KEY_AGE));
  }
}
