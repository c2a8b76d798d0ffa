package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/** That no group, no log and no rule grows without end. */
@Law(6)
interface BoundsPromises extends LayerUnderTest {
  /** What a message of no bytes counts for, rounded up: a thousand of them fit nowhere below. */
  String KILOBYTE = "x".repeat(1000);

  @Test
  default void aLogRetainsNoMorePublicationsThanItsPolicyAllows() {
    LayerRig rig = rig(Policies.count(3));

    rig.publishMany(GROUP, 10);

    assertThat(open(rig, new Start.Oldest()).read()).containsExactly("8", "9", "10");
  }

  @Test
  default void aLogRetainsNoMoreBytesThanItsPolicyAllows() {
    LayerRig rig = rig(Policies.bytes(4000));

    IntStream.range(0, 10).forEach(i -> rig.publish(GROUP, KILOBYTE));

    assertThat(open(rig, new Start.Oldest()).read()).hasSizeBetween(1, 4).endsWith("9", "10");
  }

  @Test
  default void aPublicationLargerThanTheBoundOfItsLogIsRetainedAlone() {
    LayerRig rig = rig(Policies.bytes(500));
    rig.publish(GROUP, "small");

    rig.publish(GROUP, KILOBYTE);

    assertThat(open(rig, new Start.Oldest()).read()).containsExactly("2");
  }

  @Test
  default void aLogRetainsNothingOlderThanItsPolicyAllows() {
    LayerRig rig = rig();
    rig.publish(GROUP, "old");
    rig.pass(Policies.AGE.minusMillis(1));
    rig.publish(GROUP, "young");

    rig.pass(java.time.Duration.ofMillis(1));

    assertThat(open(rig, new Start.Oldest()).follow().texts()).containsExactly("young");
  }

  @Test
  default void aGroupBeyondTheNumberOfItsRuleIsRefusedToAll() {
    LayerRig rig = rig(new GroupPolicy("any", 1, 10, 1 << 20, Policies.AGE, Policies.IDLE));
    rig.publish(GROUP, "the only one");
    ChannelName channel = LayerRig.answer(rig.layer().openMailbox(new Owner())).name();

    assertThat(LayerRig.refused(rig.layer().publish(OTHER, Message.text("no"))))
        .isEqualTo(Refusal.TOO_MANY_GROUPS);
    assertThat(LayerRig.refused(rig.layer().open(OTHER, new Start.Now(), executor(), batch -> {})))
        .isEqualTo(Refusal.TOO_MANY_GROUPS);
    assertThat(LayerRig.refused(rig.layer().add(OTHER, channel)))
        .isEqualTo(Refusal.TOO_MANY_GROUPS);
    assertThat(rig.publish(new GroupName("another.rule"), "yes").offset()).isEqualTo(1);
  }
}
