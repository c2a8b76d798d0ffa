package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.fanfare.LogCapture;
import org.fanfare.gate.Law;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Owner;
import org.fanfare.message.Message;
import org.fanfare.redis.NodesUnderTest.Node;
import org.junit.jupiter.api.Test;

/** How nodes show each other that they live (R18). */
@Law(7)
final class NodeLeaseTest {
  private final NodesUnderTest nodes = new NodesUnderTest(1);
  private final Node owner = nodes.start();
  private final Node sender = nodes.start();
  private final Mailbox mailbox = LayerRig.answer(owner.layer().openMailbox(new Owner()));

  private void isReached() {
    var sent = sender.layer().send(mailbox.name(), Message.text("hello"));
    nodes.settle();
    assertThat(sent.toCompletableFuture()).isCompletedWithValue(Outcome.done());
  }

  @Test
  void aLeaseIsKeptAsLongAsTheNodeIsAwake() {
    for (int second = 0; second < 60; second++) {
      nodes.seconds(1);
      assertThat(nodes.isLeased(owner)).isTrue();
    }

    assertThat(owner.lease().losses()).isZero();
    assertThat(owner.lease().nodes()).containsExactlyInAnyOrder(owner.tag(), sender.tag());
  }

  @Test
  void aNodeThatFindsItsLeaseGoneSaysSoOnceAndIsReachedAgain() {
    try (LogCapture log = new LogCapture(NodeLease.class.getName())) {
      owner.freeze(true);
      nodes.seconds(7);
      assertThat(nodes.isLeased(owner)).isFalse();
      assertThat(sender.lease().nodes()).containsExactly(sender.tag());

      owner.freeze(false);
      nodes.seconds(9);

      assertThat(nodes.isLeased(owner)).isTrue();
      assertThat(owner.lease().losses()).isOne();
      assertThat(sender.lease().losses()).isZero();
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARNING The lease of this node");
    }
    assertThat(sender.lease().nodes()).containsExactlyInAnyOrder(owner.tag(), sender.tag());
    isReached();
  }

  @Test
  void aStoreThatHasLostEverythingIsToldAgainWhoLives() {
    nodes.store().restart(StoreFake.Disk.EMPTY);
    nodes.seconds(3);

    assertThat(owner.lease().losses()).isOne();
    isReached();
  }
}
