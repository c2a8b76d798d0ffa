package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/** A publish with a key is done once. */
@Law(4)
interface KeyPromises extends LayerUnderTest {
  @Test
  default void aRepeatIsGivenTheReceiptOfTheFirstAndAppendsNothing() {
    LayerRig rig = rig();

    Receipt first = publish(rig, "k", "once");
    rig.publish(GROUP, "between");
    Receipt second = publish(rig, "k", "once");

    assertThat(first.replayed()).isFalse();
    assertThat(second).isEqualTo(first.again());
    assertThat(open(rig, new Start.Oldest()).follow().texts()).containsExactly("once", "between");
    assertThat(rig.layer().statistics().published()).isEqualTo(2);
  }

  @Test
  default void withAnotherMessageAKeyIsRefused() {
    LayerRig rig = rig();
    publish(rig, "k", "once");

    assertThat(refused(rig, "k", "another")).isEqualTo(Refusal.KEY_REUSED);

    assertThat(open(rig, new Start.Oldest()).follow().texts()).containsExactly("once");
  }

  @Test
  default void aKeyBelongsToItsGroup() {
    LayerRig rig = rig();
    publish(rig, "k", "here");

    Receipt there =
        LayerRig.done(rig.layer().publish(OTHER, Message.text("there"), new PublishKey("k", "t")));

    assertThat(there.replayed()).isFalse();
    assertThat(there.offset()).isEqualTo(1);
  }

  @Test
  default void repeatsThatComeAtTheSameTimeAppendOnce() {
    LayerRig rig = rig();

    List<CompletableFuture<Receipt>> receipts =
        IntStream.range(0, 50)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> publish(rig, "k", "once")))
            .toList();

    assertThat(receipts.stream().map(LayerRig::answer)).filteredOn(r -> !r.replayed()).hasSize(1);
    assertThat(receipts.stream().map(LayerRig::answer))
        .extracting(Receipt::offset)
        .containsOnly(1L);
  }

  @Test
  default void whatIsRefusedLeavesNoKey() {
    LayerRig rig = rig(new GroupPolicy("any", 1, 10, 1 << 20, Policies.AGE, Policies.IDLE));
    rig.publish(OTHER, "the only one");
    assertThat(refused(rig, "k", "once")).isEqualTo(Refusal.TOO_MANY_GROUPS);

    assertThat(refused(rig, "k", "another")).isEqualTo(Refusal.TOO_MANY_GROUPS);

    assertThat(rig.layer().statistics().keys()).isZero();
  }

  @Test
  default void aKeyIsForgottenAfterItsAge() {
    LayerRig rig = rig();
    publish(rig, "k", "again");

    rig.pass(KEY_AGE.minusMillis(1));
    assertThat(publish(rig, "k", "again").replayed()).isTrue();
    rig.pass(KEY_AGE.plusMillis(1));

    assertThat(publish(rig, "k", "again").replayed()).isFalse();
  }

  static PublishKey key(String scope, String text) {
    return new PublishKey(scope, "of " + text.length() + text.charAt(0));
  }

  static Receipt publish(LayerRig rig, String scope, String text) {
    return LayerRig.done(rig.layer().publish(GROUP, Message.text(text), key(scope, text)));
  }

  static Refusal refused(LayerRig rig, String scope, String text) {
    return LayerRig.refused(rig.layer().publish(GROUP, Message.text(text), key(scope, text)));
  }
}
