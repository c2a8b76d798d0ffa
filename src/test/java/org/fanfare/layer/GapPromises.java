package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.fanfare.gate.Law;
import org.fanfare.log.Epoch;
import org.fanfare.log.Position;
import org.junit.jupiter.api.Test;

/** What a reader is told of what it missed: everything, exactly, before what follows. */
@Law(2)
interface GapPromises extends LayerUnderTest {
  @Test
  default void aReaderThatFellBehindIsToldExactlyWhatItMissed() {
    LayerRig rig = rig(Policies.count(3));
    Follower reader = open(rig, new Start.Now());
    rig.publish(GROUP, "read");
    assertThat(reader.read()).containsExactly("1");

    rig.publishMany(GROUP, 9);

    assertThat(reader.read()).containsExactly("2-7 overflow", "8", "9", "10");
    assertThat(reader.read()).isEmpty();
  }

  @Test
  default void aPositionThatTheLogHasMovedPastIsGivenTheGapFirst() {
    LayerRig rig = rig(Policies.count(3));
    Position held = rig.publish(GROUP, "read").position();
    rig.publishMany(GROUP, 9);

    assertThat(open(rig, new Start.After(held)).read())
        .containsExactly("2-7 retention", "8", "9", "10");
  }

  @Test
  default void aGapIsGivenAlsoWhenNothingFollowsIt() {
    LayerRig rig = rig();
    Position held = rig.publish(GROUP, "read").position();
    rig.publishMany(GROUP, 4);
    Follower behind = open(rig, new Start.After(held));

    rig.pass(Policies.AGE);

    assertThat(behind.read()).containsExactly("2-5 overflow");
    assertThat(open(rig, new Start.After(held)).read()).containsExactly("2-5 retention");
  }

  @Test
  default void gapsThatAdjoinAreOne() {
    LayerRig rig = rig(Policies.count(3));
    Position held = rig.publish(GROUP, "read").position();
    rig.publishMany(GROUP, 9);
    Follower reader = open(rig, new Start.After(held));

    rig.publishMany(GROUP, 2);

    assertThat(reader.read()).containsExactly("2-9 retention", "10", "11", "12");
  }

  @Test
  default void aPositionOfAnotherEpochIsGivenAnEpochGapAndReadsOnFromTheOldest() {
    LayerRig rig = rig();
    rig.publishMany(GROUP, 2);

    Follower reader = open(rig, new Start.After(new Position(new Epoch(42), 7)));

    assertThat(reader.read()).containsExactly("8- epoch", "1", "2");
    assertThat(reader.read()).isEmpty();
  }

  @Test
  default void aPositionBeyondTheHeadIsGivenAnEpochGapAndReadsOnFromTheOldest() {
    LayerRig rig = rig();
    Epoch epoch = rig.publish(GROUP, "only").position().epoch();

    Follower reader = open(rig, new Start.After(new Position(epoch, 7)));

    assertThat(reader.read()).containsExactly("8- epoch", "1");
  }

  @Test
  default void anEpochGapIsGivenAlsoWhenTheGroupIsEmpty() {
    LayerRig rig = rig();

    Follower reader = open(rig, new Start.After(new Position(new Epoch(42), 0)));

    assertThat(reader.read()).containsExactly("1- epoch");
    assertThat(reader.read()).isEmpty();
  }

  @Test
  default void theLargestOffsetOfACursorIsAnEpochGapLikeAnyOther() {
    LayerRig rig = rig();

    Follower reader = open(rig, new Start.After(new Position(new Epoch(42), Long.MAX_VALUE - 1)));

    assertThat(reader.read()).containsExactly(Long.MAX_VALUE + "- epoch");
    reader.close();
    LayerUnderTest.soon().until(() -> rig.layer().statistics().readers() == 0);
  }

  @Test
  default void untilAGapIsGivenTheReaderIsWhereItsClientIs() {
    LayerRig rig = rig(Policies.count(3));
    Position held = rig.publish(GROUP, "read").position();
    Position elsewhere = new Position(new Epoch(42), 7);
    rig.publishMany(GROUP, 9);

    Follower behind = open(rig, new Start.After(held));
    Follower astray = open(rig, new Start.After(elsewhere));

    assertThat(behind.position()).isEqualTo(held);
    assertThat(astray.position()).isEqualTo(elsewhere);
    behind.read(1);
    astray.read(1);
    assertThat(behind.position()).isEqualTo(new Position(held.epoch(), 8));
    assertThat(astray.position()).isEqualTo(new Position(held.epoch(), 8));
  }

  @Test
  default void aReaderFromTheOldestIsGivenNoGapForWhatWasThereAndWasLetGoBeforeItsFirstRead() {
    LayerRig rig = rig(Policies.count(3));
    rig.publishMany(GROUP, 3);
    Follower oldest = open(rig, new Start.Oldest());
    Follower newest = open(rig, new Start.Newest(2));

    rig.publishMany(GROUP, 3);

    assertThat(oldest.read()).containsExactly("4", "5", "6");
    assertThat(newest.read()).containsExactly("4", "5", "6");
  }

  @Test
  default void aReaderFromTheOldestIsToldOfWhatCameAndWasLetGoBeforeItsFirstRead() {
    LayerRig rig = rig(Policies.count(3));
    rig.publishMany(GROUP, 3);
    Follower oldest = open(rig, new Start.Oldest());
    Follower newest = open(rig, new Start.Newest(2));

    rig.publishMany(GROUP, 5);

    assertThat(oldest.read()).containsExactly("4-5 overflow", "6", "7", "8");
    assertThat(newest.read()).containsExactly("4-5 overflow", "6", "7", "8");
  }

  @Test
  default void aReaderFromTheOldestIsToldOfWhatItMissesLater() {
    LayerRig rig = rig(Policies.count(3));
    Follower reader = open(rig, new Start.Oldest());
    rig.publish(GROUP, "read");
    reader.read();

    rig.publishMany(GROUP, 5);

    assertThat(reader.read()).containsExactly("2-3 overflow", "4", "5", "6");
  }
}
