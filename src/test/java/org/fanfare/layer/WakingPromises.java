package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.fanfare.gate.Law;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That readers need not look by themselves. */
@Law(2)
interface WakingPromises extends LayerUnderTest {
  @Test
  default void aReaderIsWokenOnItsExecutorAndNeverByThePublisherItself() {
    LayerRig rig = rig();
    Thread itsThread =
        LayerRig.answer(CompletableFuture.supplyAsync(Thread::currentThread, executor()));
    Follower reader = open(rig, new Start.Now()).follow();

    rig.publishMany(GROUP, 5);

    LayerUnderTest.soon().untilAsserted(() -> assertThat(reader.told()).hasSize(5));
    assertThat(reader.wokenOn()).isNotEmpty().containsOnly(itsThread);
  }

  @Test
  default void readersThatShareAnExecutorAreAllWoken() {
    LayerRig rig = rig();
    List<Follower> readers =
        IntStream.range(0, 10).mapToObj(i -> open(rig, new Start.Now()).follow()).toList();

    rig.publish(GROUP, "to all");

    LayerUnderTest.soon()
        .untilAsserted(
            () -> assertThat(readers).allSatisfy(r -> assertThat(r.told()).containsExactly("1")));
  }

  @Test
  default void aReaderThatIsClosedIsNotWoken() {
    LayerRig rig = rig();
    Follower closed = open(rig, new Start.Now());
    Follower open = open(rig, new Start.Now()).follow();
    closed.close();

    int before = closed.wakes();
    rig.publishMany(GROUP, 3);

    LayerUnderTest.soon().untilAsserted(() -> assertThat(open.told()).hasSize(3));
    assertThat(closed.wakes()).isEqualTo(before);
  }

  @Test
  default void readersMayCloseWhileOthersAreWoken() {
    LayerRig rig = rig();
    List<Follower> readers =
        IntStream.range(0, 20).mapToObj(i -> open(rig, new Start.Now()).follow()).toList();

    rig.publish(GROUP, "to all");
    for (int i = 0; i < 20; i += 3) {
      readers.get(i).close();
    }
    rig.publish(GROUP, "to the rest");

    LayerUnderTest.soon()
        .untilAsserted(
            () -> {
              for (int i = 0; i < 20; i++) {
                if (i % 3 != 0) {
                  assertThat(readers.get(i).told()).containsExactly("1", "2");
                }
              }
            });
  }

  /**
   * Readers come while publishers publish; each reads only when it is woken, and still is given
   * every publication after its beginning, in order, once.
   */
  @ParameterizedTest(name = "round {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  default void noWakeIsLostHoweverReadersAndPublishersMeet(int round) {
    LayerRig rig = rig();
    GroupName group = new GroupName("any.round" + round);

    List<CompletableFuture<?>> publishing = new ArrayList<>();
    List<Follower> readers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      publishing.add(rig.layer().publish(group, Message.text("x")).toCompletableFuture());
      if (i % 4 == round % 4) {
        readers.add(open(rig, group, new Start.Oldest()).follow());
      }
    }
    publishing.forEach(LayerRig::answer);

    List<String> all = LongStream.rangeClosed(1, 40).mapToObj(Long::toString).toList();
    LayerUnderTest.soon()
        .untilAsserted(
            () ->
                assertThat(readers)
                    .allSatisfy(r -> assertThat(r.told()).containsExactlyElementsOf(all)));
  }
}
