package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.fanfare.gate.Law;
import org.fanfare.log.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader is given while nothing is missing. */
@Law({1, 3})
interface ReadingPromises extends LayerUnderTest {
  @Test
  default void aReaderFromNowIsGivenOnlyWhatComes() {
    LayerRig rig = rig();
    rig.publish(GROUP, "before");
    Follower reader = open(rig, new Start.Now());

    rig.publish(GROUP, "after");

    assertThat(reader.read()).containsExactly("2");
  }

  @Test
  default void aReaderFromTheOldestIsGivenEverythingRetained() {
    LayerRig rig = rig();
    rig.publishMany(GROUP, 3);

    assertThat(open(rig, new Start.Oldest()).read()).containsExactly("1", "2", "3");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 5, 1_000_000})
  default void aReaderWithTheNewestIsGivenSoManyOrAsManyAsThereAre(int count) {
    LayerRig rig = rig(Policies.count(4));
    rig.publishMany(GROUP, 6);

    List<String> read = open(rig, new Start.Newest(count)).read();

    assertThat(read)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(Math.max(3, 7 - count), 6).mapToObj(Long::toString).toList());
  }

  @Test
  default void aReaderAfterAPositionIsGivenWhatFollowsIt() {
    LayerRig rig = rig();
    rig.publish(GROUP, "read before");
    Position position = rig.publish(GROUP, "read before").position();
    rig.publish(GROUP, "new");

    assertThat(open(rig, new Start.After(position)).read()).containsExactly("3");
  }

  @Test
  default void aReaderAfterTheNewestIsGivenNothingUntilThereIsMore() {
    LayerRig rig = rig();
    Position position = rig.publish(GROUP, "read before").position();
    Follower reader = open(rig, new Start.After(position));

    assertThat(reader.read()).isEmpty();
    rig.publish(GROUP, "new");

    assertThat(reader.read()).containsExactly("2");
  }

  @Test
  default void nothingIsGivenTwiceByOneReaderNorToOneThatGoesOnFromItsPosition() {
    LayerRig rig = rig();
    Follower first = open(rig, new Start.Oldest());
    rig.publishMany(GROUP, 3);

    assertThat(first.read()).containsExactly("1", "2", "3");
    assertThat(first.read()).isEmpty();
    assertThat(open(rig, new Start.After(first.position())).read()).isEmpty();
  }

  @Test
  default void aReadGivesNoMoreBytesThanItWasAskedForAndGoesOnFromThere() {
    LayerRig rig = rig();
    Follower reader = open(rig, new Start.Now());
    for (int i = 0; i < 5; i++) {
      rig.publish(GROUP, "12345");
    }

    assertThat(reader.read(14)).containsExactly("1", "2");
    assertThat(reader.position().offset()).isEqualTo(2);
    assertThat(reader.read(15)).containsExactly("3", "4", "5");
  }

  @Test
  default void aReadGivesOneMessageHoweverLargeItIs() {
    LayerRig rig = rig();
    Follower reader = open(rig, new Start.Now());
    rig.publish(GROUP, "x".repeat(1000));
    rig.publish(GROUP, "y");

    assertThat(reader.read(1)).containsExactly("1");
    assertThat(reader.read(1)).containsExactly("2");
  }

  @Test
  default void readersOfOneGroupDoNotDisturbEachOther() {
    LayerRig rig = rig();
    Follower slow = open(rig, new Start.Now());
    Follower quick = open(rig, new Start.Now()).follow();

    rig.publishMany(GROUP, 3);

    LayerUnderTest.soon().untilAsserted(() -> assertThat(quick.told()).hasSize(3));
    assertThat(slow.read()).containsExactly("1", "2", "3");
  }

  @Test
  default void aReaderThatIsClosedHoldsNothingAndGivesNothing() {
    LayerRig rig = rig();
    Follower reader = open(rig, new Start.Now());
    rig.publish(GROUP, "unread");

    reader.close();
    reader.close();

    assertThat(reader.read()).isEmpty();
    LayerUnderTest.soon().until(() -> rig.layer().statistics().readers() == 0);
  }
}
