package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.fanfare.encoding.WireFormat;
import org.fanfare.gate.Law;
import org.fanfare.log.Publication;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/**
 * That all logs together do not grow without end, and who makes room: for a layer that owns the
 * memory of its logs.
 */
@Law(6)
public interface TotalPromises extends LayerUnderTest {
  /** What a message of no bytes counts for, rounded up: a thousand of them fit nowhere below. */
  String KILOBYTE = "x".repeat(1000);

  @Test
  default void atTheTotalTheGroupOfTheRuleThatHoldsMostMakesRoom() {
    LayerRig rig = rig(Policies.byName(Policies.ROOMY), 10_000);
    rig.publish(OTHER, KILOBYTE);
    IntStream.range(0, 30).forEach(i -> rig.publish(GROUP, KILOBYTE));

    rig.publish(OTHER, KILOBYTE);

    assertThat(open(rig, OTHER, new Start.Oldest()).read()).containsExactly("1", "2");
    assertThat(open(rig, new Start.Oldest()).read()).hasSizeBetween(3, 7).endsWith("30");
  }

  @Test
  default void ofTheGroupsThatHoldMostTheLongestIdleMakesRoom() {
    LayerRig rig = rig(Policies.byName(Policies.ROOMY), 10_000);
    GroupName idle = new GroupName("any.idle");
    GroupName busy = new GroupName("any.busy");
    for (GroupName group : List.of(idle, busy)) {
      rig.clock().accept(java.time.Duration.ofSeconds(1));
      IntStream.range(0, 4).forEach(i -> rig.publish(group, KILOBYTE));
    }

    rig.publish(GROUP, KILOBYTE);

    assertThat(open(rig, GROUP, new Start.Oldest()).read()).containsExactly("1");
    assertThat(open(rig, busy, new Start.Oldest()).read()).hasSize(4);
    assertThat(open(rig, idle, new Start.Oldest()).read()).containsExactly("2", "3", "4");
  }

  @Test
  default void aReaderIsToldNoGapWhileAnotherGroupOfItsRuleHoldsMore() {
    LayerRig rig = rig(Policies.byName(Policies.ROOMY), 100_000);
    IntStream.range(0, 20)
        .mapToObj(i -> new GroupName("any.g" + i))
        .forEach(group -> IntStream.range(0, 6).forEach(i -> rig.publish(group, KILOBYTE)));
    Follower reader = open(rig, GROUP, new Start.Now());

    IntStream.range(0, 4).forEach(i -> rig.publish(GROUP, KILOBYTE)); // before any of them is read

    assertThat(reader.read()).containsExactly("1", "2", "3", "4");
  }

  @Test
  default void whatItsOwnRuleIsEncodedAsGivesWayBeforeAnyPublication() {
    LayerRig rig = rig(Policies.byName(Policies.ROOMY), 10_000);
    WireFormat<Publication, String> doubled = doubled();
    IntStream.range(0, 3).forEach(i -> rig.publish(OTHER, KILOBYTE));
    inLog(rig, OTHER).forEach(publication -> publication.encoded(doubled));

    rig.publish(GROUP, KILOBYTE);

    assertThat(open(rig, OTHER, new Start.Oldest()).read()).hasSize(3);
    assertThat(rig.layer().statistics().logBytes()).isLessThan(6_000);
  }

  @Test
  default void aPublishThatFindsNoRoomLeavesWhatOthersAreEncodedAs() {
    LayerRig rig = rig(Policies.byName(Policies.ROOMY), 10_000);
    WireFormat<Publication, String> doubled = doubled();
    GroupName foreign = new GroupName("another.rule");
    IntStream.range(0, 3).forEach(i -> rig.publish(foreign, KILOBYTE));
    List<Publication> others = inLog(rig, foreign);
    others.forEach(publication -> publication.encoded(doubled));

    Refusal refusal = LayerRig.refused(rig.layer().publish(GROUP, Message.text("x".repeat(9000))));

    assertThat(refusal).isEqualTo(Refusal.MEMORY_FULL);
    others.forEach(publication -> publication.encoded(doubled));
    assertThat(doubled.encodings()).isEqualTo(3);
  }

  @Test
  default void noGroupOfAnotherRuleEverMakesRoom() {
    LayerRig rig = rig(Policies.byName(Policies.ROOMY), 10_000);
    GroupName foreign = new GroupName("another.rule");
    IntStream.range(0, 8).forEach(i -> rig.publish(foreign, KILOBYTE));

    Refusal refusal = LayerRig.refused(rig.layer().publish(GROUP, Message.text(KILOBYTE)));

    assertThat(refusal).isEqualTo(Refusal.MEMORY_FULL);
    assertThat(open(rig, foreign, new Start.Oldest()).read()).hasSize(8);
  }

  @Test
  default void aPublishThatFindsNoRoomLeavesItsOwnRuleAsItWas() {
    LayerRig rig = rig(Policies.byName(Policies.ROOMY), 10_000);
    GroupName foreign = new GroupName("another.rule");
    IntStream.range(0, 6).forEach(i -> rig.publish(foreign, KILOBYTE));
    rig.publish(GROUP, "mine");
    rig.publish(OTHER, "of my rule");

    Refusal refusal = LayerRig.refused(rig.layer().publish(GROUP, Message.text("x".repeat(5000))));

    assertThat(refusal).isEqualTo(Refusal.MEMORY_FULL);
    assertThat(open(rig, GROUP, new Start.Oldest()).read()).containsExactly("1");
    assertThat(open(rig, OTHER, new Start.Oldest()).read()).containsExactly("1");
  }

  @Test
  default void whatOthersAreEncodedAsGivesWayToAPublish() {
    LayerRig rig = rig(Policies.byName(Policies.ROOMY), 10_000);
    GroupName foreign = new GroupName("another.rule");
    IntStream.range(0, 3).forEach(i -> rig.publish(foreign, KILOBYTE));
    inLog(rig, foreign).forEach(publication -> publication.encoded(doubled()));

    rig.publish(GROUP, "x".repeat(3000));

    assertThat(open(rig, foreign, new Start.Oldest()).read()).hasSize(3);
    assertThat(rig.layer().statistics().logBytes()).isLessThan(10_000);
  }

  private List<Publication> inLog(LayerRig rig, GroupName group) {
    return open(rig, group, new Start.Oldest()).publications();
  }

  /** Returns a wire format of which each form takes two kilobytes. */
  private static WireFormat<Publication, String> doubled() {
    return new WireFormat<>("doubled", p -> p.message().text(), encoded -> 2000);
  }

  @Test
  default void allLogsTogetherNeverTakeMoreThanTheTotal() {
    LayerRig rig = rig(Policies.byName(Policies.ROOMY), 10_000);

    for (int i = 0; i < 200; i++) {
      LayerRig.answer(
          rig.layer()
              .publish(
                  new GroupName("rule" + i % 3 + ".g" + i % 7), Message.text("x".repeat(i * 7))));
      LayerStatistics now = rig.layer().statistics();
      assertThat(now.logBytes()).isLessThanOrEqualTo(now.logTotal());
    }
    assertThat(rig.layer().statistics().logTotal()).isEqualTo(10_000);
  }

  @Test
  default void whatIsRefusedIsNotInTheLog() {
    LayerRig rig = rig(Policies.byName(Policies.ROOMY), 2000);
    rig.publish(GROUP, "fits");

    CompletionStage<Outcome<Receipt>> large =
        rig.layer().publish(GROUP, Message.text("x".repeat(2000)));

    assertThat(LayerRig.refused(large)).isEqualTo(Refusal.MEMORY_FULL);
    assertThat(open(rig, new Start.Oldest()).follow().texts()).containsExactly("fits");
    assertThat(rig.publish(GROUP, "next").offset()).isEqualTo(2);
  }
}
