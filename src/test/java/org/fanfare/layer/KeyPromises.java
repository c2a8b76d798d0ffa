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

  @Test
  default void aKeyForWhichThereIsNoRoomIsRefusedAndNoneThatLivesIsForgotten() {
    LayerRig rig = rig();
    IntStream.range(0, KEY_COUNT).forEach(i -> publish(rig, "k" + i, "text"));
    assertThat(rig.layer().statistics().keys()).isEqualTo(KEY_COUNT);

    assertThat(refused(rig, "one more", "text")).isEqualTo(Refusal.TOO_MANY_KEYS);

    assertThat(publish(rig, "k0", "text").replayed()).isTrue();
    rig.pass(KEY_AGE);
    assertThat(publish(rig, "one more", "text").replayed()).isFalse();
  }

  @Test
  default void aKeyOfAWindowIsAsGoodAsAnotherWhileItIsOneOfTheNewest() {
    LayerRig rig = rig();

    Receipt first = publishWithin(rig, "window", "k", "once");
    Receipt second = publishWithin(rig, "window", "k", "once");

    assertThat(second).isEqualTo(first.again());
    assertThat(
            LayerRig.refused(
                rig.layer()
                    .publish(GROUP, Message.text("no"), new PublishKey("k", "other", "window"))))
        .isEqualTo(Refusal.KEY_REUSED);
    assertThat(publishWithin(rig, "another window", "k", "once").replayed()).isFalse();
    assertThat(publish(rig, "k", "once").replayed()).isFalse();
  }

  @Test
  default void keysOfAWindowNeverTakeTheRoomOfOthers() {
    LayerRig rig = rig();
    publish(rig, "lasting", "text");

    for (int i = 0; i < 3 * KEY_COUNT; i++) {
      assertThat(publishWithin(rig, "window", "k" + i, "text").replayed()).isFalse();
      assertThat(rig.layer().statistics().keys()).isLessThanOrEqualTo(KEY_COUNT);
    }

    assertThat(publishWithin(rig, "window", "k" + (3 * KEY_COUNT - 1), "text").replayed()).isTrue();
    assertThat(publishWithin(rig, "window", "k0", "text").replayed()).isFalse();
    assertThat(publish(rig, "lasting", "text").replayed()).isTrue();
    IntStream.range(1, KEY_COUNT).forEach(i -> publish(rig, "lasting" + i, "text"));
    assertThat(publish(rig, "lasting1", "text").replayed()).isTrue();
  }

  private static Receipt publishWithin(LayerRig rig, String window, String scope, String text) {
    PublishKey key = new PublishKey(scope, key(scope, text).fingerprint(), window);
    return LayerRig.done(rig.layer().publish(GROUP, Message.text(text), key));
  }

  private static PublishKey key(String scope, String text) {
    return new PublishKey(scope, "of " + text.length() + text.charAt(0));
  }

  private static Receipt publish(LayerRig rig, String scope, String text) {
    return LayerRig.done(rig.layer().publish(GROUP, Message.text(text), key(scope, text)));
  }

  private static Refusal refused(LayerRig rig, String scope, String text) {
    return LayerRig.refused(rig.layer().publish(GROUP, Message.text(text), key(scope, text)));
  }
}
