package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.fanfare.gate.Law;
import org.fanfare.layer.Owner.Added;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.Position;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/** That it makes no difference on which of two nodes that share their groups a client is. */
@Law({1, 2, 3})
public interface MoveOnPromises extends LayerUnderTest {
  /** The layers of two nodes. */
  record Nodes(ChannelLayer one, ChannelLayer other) {}

  /** Two fresh nodes. */
  Nodes nodes(GroupPolicy policy);

  @Test
  default void whatIsPublishedOnOneNodeIsReadOnTheOther() {
    Nodes nodes = nodes(Policies.ROOMY);
    Follower reader = open(nodes.other, new Start.Now()).follow();

    publish(nodes.one, "first");
    publish(nodes.one, "second");

    LayerUnderTest.soon()
        .untilAsserted(() -> assertThat(reader.texts()).containsExactly("first", "second"));
    assertThat(reader.told()).containsExactly("1", "2");
  }

  @Test
  default void aClientThatMovesOnMissesNothingAndIsGivenNothingTwice() {
    Nodes nodes = nodes(Policies.ROOMY);
    Follower before = open(nodes.one, new Start.Now());
    publish(nodes.one, "read before");
    assertThat(before.read()).containsExactly("1");
    Position held = before.position();
    before.close();

    publish(nodes.one, "between");
    Follower after = open(nodes.other, new Start.After(held)).follow();
    publish(nodes.one, "later");

    LayerUnderTest.soon()
        .untilAsserted(() -> assertThat(after.texts()).containsExactly("between", "later"));
    assertThat(after.told()).containsExactly("2", "3");
  }

  @Test
  default void aClientThatMovesOnIsToldWhatIsNoLongerThere() {
    Nodes nodes = nodes(Policies.count(3));
    Position held = publish(nodes.one, "read before");
    IntStream.range(0, 6).forEach(i -> publish(nodes.one, "x"));

    assertThat(open(nodes.other, new Start.After(held)).read())
        .containsExactly("2-4 retention", "5", "6", "7");
  }

  @Test
  default void theNodesGiveEachOffsetOnceAndTheirReadersTheSameOrder() {
    Nodes nodes = nodes(Policies.ROOMY);
    Follower one = open(nodes.one, new Start.Now()).follow();
    Follower other = open(nodes.other, new Start.Now()).follow();

    List<CompletableFuture<Receipt>> receipts =
        IntStream.range(0, 100)
            .mapToObj(i -> (i % 2 == 0 ? nodes.one : nodes.other).publish(GROUP, message("m" + i)))
            .map(stage -> stage.thenApply(done -> ((Outcome.Done<Receipt>) done).get()))
            .map(stage -> stage.toCompletableFuture())
            .toList();

    assertThat(receipts.stream().map(LayerRig::answer).map(Receipt::offset))
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 100).boxed().toList());
    LayerUnderTest.soon().until(() -> one.told().size() == 100 && other.told().size() == 100);
    assertThat(one.texts()).isEqualTo(other.texts());
  }

  @Test
  @Law(4)
  default void aRepeatOnTheOtherNodeIsGivenTheReceiptOfTheFirst() {
    Nodes nodes = nodes(Policies.ROOMY);
    PublishKey key = new PublishKey("k", "once");

    Receipt first = LayerRig.done(nodes.one.publish(GROUP, message("once"), key));
    Receipt second = LayerRig.done(nodes.other.publish(GROUP, message("once"), key));

    assertThat(second).isEqualTo(first.again());
  }

  @Test
  @Law(6)
  default void theGroupsOfBothNodesCountTogether() {
    Nodes nodes = nodes(new GroupPolicy("any", 1, 10, 1 << 20, Policies.AGE, Policies.IDLE));
    publish(nodes.one, "the only one");

    assertThat(LayerRig.refused(nodes.other.publish(OTHER, message("no"))))
        .isEqualTo(Refusal.TOO_MANY_GROUPS);
  }

  @Test
  default void aChannelIsReachedFromTheOtherNode() {
    Nodes nodes = nodes(Policies.ROOMY);
    Owner owner = new Owner();
    Mailbox mailbox = LayerRig.answer(nodes.one.openMailbox(owner));
    Position head = publish(nodes.other, "before");

    LayerRig.answer(nodes.other.send(mailbox.name(), message("hello")));
    Position from = LayerRig.done(nodes.other.add(GROUP, mailbox.name()));
    LayerRig.answer(nodes.other.remove(GROUP, mailbox.name()));

    Message taken = mailbox.take();
    assertThat(taken).isNotNull();
    assertThat(taken.text()).isEqualTo("hello");
    assertThat(from).isEqualTo(head);
    LayerUnderTest.soon().until(() -> owner.removed.contains(GROUP));
    assertThat(owner.added).containsExactly(new Added(GROUP, head));
  }

  private Follower open(ChannelLayer layer, Start start) {
    return new Follower(layer, GROUP, start, executor());
  }

  private static Position publish(ChannelLayer layer, String text) {
    return LayerRig.done(layer.publish(GROUP, message(text))).position();
  }

  private static Message message(String text) {
    return Message.text(text);
  }
}
