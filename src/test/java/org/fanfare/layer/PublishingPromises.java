package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.fanfare.gate.Law;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/** What it means that a publish is done, or refused. */
@Law({1, 4})
interface PublishingPromises extends LayerUnderTest {
  @Test
  default void whatIsDoneIsInTheLogWithItsMessageAndTheNextOffset() {
    LayerRig rig = rig();
    rig.publish(GROUP, "first");

    Receipt second = rig.publish(GROUP, "second");

    assertThat(second.offset()).isEqualTo(2);
    assertThat(second.replayed()).isFalse();
    assertThat(open(rig, new Start.Oldest()).follow().texts()).containsExactly("first", "second");
  }

  @Test
  default void publicationsOneAfterTheOtherHaveAscendingOffsetsOfOneEpoch() {
    LayerRig rig = rig();

    List<Receipt> receipts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      receipts.add(rig.publish(GROUP, "same"));
    }

    assertThat(receipts)
        .extracting(Receipt::offset)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
    assertThat(receipts)
        .extracting(p -> p.position().epoch())
        .containsOnly(receipts.get(0).position().epoch());
  }

  @Test
  default void publishersAtTheSameTimeShareTheOffsetsWithoutHolesOrDoubles() {
    LayerRig rig = rig();

    List<CompletableFuture<Long>> offsets = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      offsets.add(
          CompletableFuture.supplyAsync(
              () -> LayerRig.done(rig.layer().publish(GROUP, Message.text("x"))).offset()));
    }

    assertThat(offsets.stream().map(LayerRig::answer))
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 200).boxed().toList());
  }

  @Test
  default void groupsAreApart() {
    LayerRig rig = rig();

    rig.publish(GROUP, "here");
    rig.publish(OTHER, "there");

    assertThat(open(rig, OTHER, new Start.Oldest()).follow().texts()).containsExactly("there");
  }

  @Test
  default void whatIsRefusedIsNotCounted() {
    GroupPolicy one = new GroupPolicy("any", 1, 10, 1 << 20, Policies.AGE, Policies.IDLE);
    LayerRig rig = rig(one);
    rig.publish(GROUP, "counted");

    LayerRig.refused(rig.layer().publish(OTHER, Message.text("refused")));

    assertThat(rig.layer().statistics().published()).isEqualTo(1);
  }
}
