package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.fanfare.log.Epoch;
import org.fanfare.log.Position;
import org.junit.jupiter.api.Test;

/** When a group begins and when it ends. */
interface LifePromises extends LayerUnderTest {
  /** Returns how long after the last touch a life has ended at the latest. */
  static Duration atTheLatest(Duration idle) {
    return idle.multipliedBy(5).dividedBy(4);
  }

  @Test
  default void aGroupBeginsEmptyAtItsFirstReader() {
    LayerRig rig = rig();

    Follower reader = open(rig, new Start.Oldest());

    assertThat(reader.position().offset()).isZero();
    assertThat(rig.publish(GROUP, "first").position())
        .isEqualTo(new Position(reader.position().epoch(), 1));
  }

  @Test
  default void aGroupBeginsAtItsFirstPublication() {
    LayerRig rig = rig();

    Position first = rig.publish(GROUP, "first").position();

    assertThat(first.offset()).isEqualTo(1);
    assertThat(open(rig, new Start.Now()).position()).isEqualTo(first);
  }

  @Test
  default void groupsHaveEpochsOfTheirOwn() {
    LayerRig rig = rig();

    assertThat(rig.publish(GROUP, "here").position().epoch())
        .isNotEqualTo(rig.publish(OTHER, "there").position().epoch());
  }

  @Test
  default void aGroupWithAReaderLivesHoweverLongNothingHappens() {
    LayerRig rig = rig();
    Epoch epoch = open(rig, new Start.Now()).position().epoch();

    rig.pass(Policies.IDLE.multipliedBy(10));

    assertThat(epochOf(rig)).isEqualTo(epoch);
  }

  @Test
  default void aGroupLivesOnForItsIdleTimeAfterItsLastReader() {
    LayerRig rig = rig();
    Follower reader = open(rig, new Start.Now());
    Epoch epoch = reader.position().epoch();

    rig.clock().accept(Policies.IDLE.multipliedBy(10));
    reader.close();
    rig.pass(Policies.IDLE.minusMillis(1));

    assertThat(epochOf(rig)).isEqualTo(epoch);
  }

  @Test
  default void aGroupThatNobodyNeedsEndsAndItsNextLifeBeginsAtOne() {
    LayerRig rig = rig();
    Follower reader = open(rig, new Start.Now());
    Epoch epoch = reader.position().epoch();
    rig.publish(GROUP, "old");
    close(rig, reader);

    rig.pass(Policies.AGE);
    rig.pass(atTheLatest(Policies.IDLE));
    Position first = rig.publish(GROUP, "new").position();

    assertThat(first.epoch()).isNotEqualTo(epoch);
    assertThat(first.offset()).isEqualTo(1);
  }

  @Test
  default void aGroupThatRetainsAPublicationLives() {
    LayerRig rig = rig();
    Position first = rig.publish(GROUP, "kept").position();

    rig.pass(Policies.AGE.minusMillis(1));

    assertThat(rig.publish(GROUP, "next").position()).isEqualTo(new Position(first.epoch(), 2));
  }

  @Test
  default void aGroupLivesOnForItsIdleTimeAfterItsLastRetainedPublication() {
    LayerRig rig = rig();
    Epoch epoch = rig.publish(GROUP, "kept").position().epoch();

    rig.pass(Policies.AGE);
    rig.pass(Policies.IDLE.minusMillis(1));

    assertThat(epochOf(rig)).isEqualTo(epoch);
  }

  @Test
  default void openingAReaderTouchesAGroup() {
    LayerRig rig = rig();
    Epoch epoch = epochOf(rig);

    rig.pass(Policies.IDLE.minusMillis(1));
    assertThat(epochOf(rig)).isEqualTo(epoch);
    rig.pass(Policies.IDLE.minusMillis(1));

    assertThat(epochOf(rig)).isEqualTo(epoch);
  }

  @Test
  default void anEndedGroupTakesNoPlaceUnderItsRule() {
    LayerRig rig =
        rig(
            new org.fanfare.log.GroupPolicy(
                "any", 1, 10, 1 << 20, Duration.ofSeconds(1), Duration.ofSeconds(1)));
    close(rig, open(rig, GROUP, new Start.Now()));

    rig.pass(atTheLatest(Duration.ofSeconds(1)));

    assertThat(rig.publish(OTHER, "there is room").offset()).isEqualTo(1);
  }

  /** Closes the last reader, and waits until the layer knows. */
  private static void close(LayerRig rig, Follower reader) {
    reader.close();
    LayerUnderTest.soon().until(() -> rig.layer().statistics().readers() == 0);
  }

  /** The epoch of the group's present life; looking touches it. */
  private Epoch epochOf(LayerRig rig) {
    Follower glance = open(rig, new Start.Now());
    Epoch epoch = glance.position().epoch();
    glance.close();
    return epoch;
  }
}
