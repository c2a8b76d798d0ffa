package org.fanfare.redis;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.fanfare.layer.ChannelPromises;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.MoveOnPromises;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.AfterEach;

/**
 * Holds two nodes that share a store to every promise about channels, when the channels are those
 * of one node and whatever is asked is asked on the other (R18). With the channels of the same node
 * the promises are part of {@link GroupsContract}.
 */
abstract class ForeignChannelsContract implements ChannelPromises {
  private final GroupsContract nodes;
  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  ForeignChannelsContract(GroupsContract nodes) {
    this.nodes = nodes;
  }

  /** Returns the names of what the store of these nodes holds. */
  final Keys keys() {
    return nodes.keys();
  }

  @Override
  public ExecutorService executor() {
    return executor;
  }

  @Override
  public LayerRig rig(Function<GroupName, GroupPolicy> policies, long logTotal) {
    MoveOnPromises.Nodes two = nodes.nodes(policies.apply(GROUP));
    return new LayerRig(
        new SentFromElsewhere(two.one(), two.other()), nodes.clock()::advance, nodes::tick);
  }

  @AfterEach
  void stopNodes() {
    nodes.stopNodes();
    executor.shutdownNow();
  }
}
