package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.fanfare.gate.Law;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.Publication;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/** What it means that a publish is done, or refused. */
@Law({1, 4})
interface PublishingPromises extends LayerUnderTest {
  @Test
  default void whatIsDoneIsInTheLogWithItsMessageAndTheNextOffset() {
    LayerRig rig = rig();
    rig.publish(GROUP, "first");

    Publication second = rig.publish(GROUP, "second");

    assertThat(second.offset()).isEqualTo(2);
    assertThat(second.group()).isEqualTo(GROUP);
    assertThat(open(rig, new Start.Oldest()).follow().texts()).containsExactly("first", "second");
  }

  @Test
  default void publicationsOneAfterTheOtherHaveAscendingOffsetsOfOneEpoch() {
    LayerRig rig = rig();

    List<Publication> publications = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      publications.add(rig.publish(GROUP, "same"));
    }

    assertThat(publications)
        .extracting(Publication::offset)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
    assertThat(publications)
        .extracting(p -> p.position().epoch())
        .containsOnly(publications.get(0).position().epoch());
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
  default void whatIsRefusedIsNotInTheLog() {
    LayerRig rig = rig(Policies.byName(Policies.ROOMY), 2000);
    rig.publish(GROUP, "fits");

    CompletionStage<Outcome<Publication>> large =
        rig.layer().publish(GROUP, Message.text("x".repeat(2000)));

    assertThat(LayerRig.refused(large)).isEqualTo(Refusal.MEMORY_FULL);
    assertThat(open(rig, new Start.Oldest()).follow().texts()).containsExactly("fits");
    assertThat(rig.publish(GROUP, "next").offset()).isEqualTo(2);
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
