package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.junit.jupiter.api.Test;

/** That keys do not grow without end: for a layer that owns the memory of its keys. */
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
}
