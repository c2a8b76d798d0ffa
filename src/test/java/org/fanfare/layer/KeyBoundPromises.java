package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/**
 * That keys do not grow without end, and that those of windows give way: for a layer that owns the
 * memory of its keys.
 */
@Law(4)
public interface KeyBoundPromises extends LayerUnderTest {
  @Test
  default void aKeyForWhichThereIsNoRoomIsRefusedAndNoneThatLivesIsForgotten() {
    LayerRig rig = rig();
    IntStream.range(0, KEY_COUNT).forEach(i -> KeyPromises.publish(rig, "k" + i, "text"));
    assertThat(rig.layer().statistics().keys()).isEqualTo(KEY_COUNT);

    assertThat(KeyPromises.refused(rig, "one more", "text")).isEqualTo(Refusal.TOO_MANY_KEYS);

    assertThat(KeyPromises.publish(rig, "k0", "text").replayed()).isTrue();
    rig.pass(KEY_AGE);
    assertThat(KeyPromises.publish(rig, "one more", "text").replayed()).isFalse();
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
    assertThat(KeyPromises.publish(rig, "k", "once").replayed()).isFalse();
  }

  @Test
  default void keysOfAWindowNeverTakeTheRoomOfOthers() {
    LayerRig rig = rig();
    KeyPromises.publish(rig, "lasting", "text");

    for (int i = 0; i < 3 * KEY_COUNT; i++) {
      assertThat(publishWithin(rig, "window", "k" + i, "text").replayed()).isFalse();
      assertThat(rig.layer().statistics().keys()).isLessThanOrEqualTo(KEY_COUNT);
    }

    assertThat(publishWithin(rig, "window", "k" + (3 * KEY_COUNT - 1), "text").replayed()).isTrue();
    assertThat(publishWithin(rig, "window", "k0", "text").replayed()).isFalse();
    assertThat(KeyPromises.publish(rig, "lasting", "text").replayed()).isTrue();
    IntStream.range(1, KEY_COUNT).forEach(i -> KeyPromises.publish(rig, "lasting" + i, "text"));
    assertThat(KeyPromises.publish(rig, "lasting1", "text").replayed()).isTrue();
  }

  private static Receipt publishWithin(LayerRig rig, String window, String scope, String text) {
    PublishKey key = new PublishKey(scope, KeyPromises.key(scope, text).fingerprint(), window);
    return LayerRig.done(rig.layer().publish(GROUP, Message.text(text), key));
  }
}
