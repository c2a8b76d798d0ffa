package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.fanfare.gate.Law;
import org.fanfare.log.GroupPolicy;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A layer whose readers read a copy of what another node has, and are told of it late, in another
 * order, twice or not at all, keeps the contract too.
 */
final class FollowingLayerTest extends ChannelLayerContract
    implements InterruptionPromises, LostReadersPromises, MoveOnPromises, KeyBoundPromises {
  private final ExecutorService network = Executors.newFixedThreadPool(3);

  /** The layer of a node, and that of the node which it follows. */
  private record Made(
      FollowingLayer layer, LayerRig rig, TurnedClock clock, AtomicReference<LayerRig> there) {}

  @Override
  public LayerRig rig(Function<GroupName, GroupPolicy> policies, long logTotal) {
    return made(policies, logTotal).rig;
  }

  @Override
  public Interruptible interruptible(GroupPolicy policy) {
    Made made = made(Policies.byName(policy), ROOMY_TOTAL);
    return new Interruptible(made.rig, made.layer::cut, made.layer::mend, made.there.get().layer());
  }

  @Override
  public Losing losing(GroupPolicy policy) {
    Made made = made(Policies.byName(policy), ROOMY_TOTAL);
    return new Losing(made.rig, made.layer::lose);
  }

  @Override
  public Nodes nodes(GroupPolicy policy) {
    Function<GroupName, GroupPolicy> policies = Policies.byName(policy);
    Made made = made(policies, ROOMY_TOTAL);
    return new Nodes(
        made.layer,
        new FollowingLayer(() -> made.there.get().layer(), policies, made.clock, network, 2));
  }

  private Made made(Function<GroupName, GroupPolicy> policies, long logTotal) {
    TurnedClock clock = new TurnedClock();
    AtomicReference<LayerRig> there = new AtomicReference<>();
    FollowingLayer layer =
        new FollowingLayer(
            () -> {
              there.set(there(clock, policies, logTotal));
              return there.get().layer();
            },
            policies,
            clock,
            network,
            1);
    LayerRig rig =
        new LayerRig(
            layer,
            clock::advance,
            () -> {
              there.get().sweeper().run();
              layer.sweep();
            });
    return new Made(layer, rig, clock, there);
  }

  private static LayerRig there(
      TurnedClock clock, Function<GroupName, GroupPolicy> policies, long logTotal) {
    return MemoryRigs.rig(
        clock,
        policies,
        logTotal,
        MAILBOX_COUNT,
        MAILBOX_BYTES,
        new LayerLimits.Keys(KEY_COUNT, 1 << 20, KEY_AGE));
  }

  /** What the other node has kept is read before the gap, also what was not told of it yet. */
  @Test
  @Law(2)
  void whatWasKeptElsewhereIsGivenAlsoIfItWasNotHereBeforeTheLoss() {
    Made made = made(Policies.byName(Policies.ROOMY), ROOMY_TOTAL);
    Follower reader = open(made.rig, new Start.Now()).follow();
    made.rig.publish(GROUP, "1");

    made.layer.cut();
    made.there.get().publishMany(GROUP, 4);
    made.layer.lose(3);
    made.layer.mend();
    made.rig.publish(GROUP, "new");

    LayerUnderTest.soon()
        .untilAsserted(
            () -> assertThat(reader.told()).containsExactly("1", "2", "3", "4- epoch", "1"));
  }

  @AfterEach
  void stopNetwork() {
    network.shutdownNow();
  }
}
