package org.fanfare.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.publish.PublishRig.ANNA;
import static org.fanfare.publish.PublishRig.NOBODY;
import static org.fanfare.publish.PublishRig.OPEN;
import static org.fanfare.publish.PublishRig.OPEN_THREE;
import static org.fanfare.publish.PublishRig.OPEN_TOO;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.fanfare.connection.Answer;
import org.fanfare.gate.Law;
import org.fanfare.layer.FailingLayer.How;
import org.fanfare.layer.LateLayer;
import org.fanfare.layer.LayerRig;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A retry with the same key is harmless. */
@Law(4)
final class IdempotencyTest {
  private final PublishRig rig = new PublishRig();

  @Test
  void aRepeatIsGivenTheFirstAnswerAndAppendsNothing() {
    Answer.Accepted first = PublishRig.accepted(rig.publish(ANNA, "once", "k", OPEN, OPEN_TOO));

    Answer.Accepted second = PublishRig.accepted(rig.publish(ANNA, "once", "k", OPEN, OPEN_TOO));

    assertThat(first.replayed()).isFalse();
    assertThat(second).isEqualTo(new Answer.Accepted(first.cursor(), first.offsets(), true));
    assertThat(rig.published()).isEqualTo(2);
  }

  @Test
  void withAnotherMessageTheKeyIsRefused() {
    rig.publish(ANNA, "once", "k", OPEN);

    assertThat(PublishRig.code(rig.publish(ANNA, "other", "k", OPEN))).isEqualTo(Status.KEY_REUSED);
    Message sameBytes =
        Message.bytes(MediaType.BYTES, "once".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Answer otherType =
        LayerRig.answer(
            rig.publisher.publish(
                rig.rights.requirePublishing(ANNA, List.of(OPEN)), sameBytes, "k"));
    assertThat(PublishRig.code(otherType)).isEqualTo(Status.KEY_REUSED);
    assertThat(rig.published()).isEqualTo(1);
  }

  @Test
  void aKeyBelongsToItsCallerAndItsSetOfGroups() {
    rig.publish(ANNA, "a", "k", OPEN, OPEN_TOO);

    PublishRig.accepted(rig.publish(NOBODY, "b", "k", OPEN, OPEN_TOO));
    PublishRig.accepted(rig.publish(ANNA, "c", "k", OPEN));
    assertThat(PublishRig.accepted(rig.publish(ANNA, "a", "k", OPEN_TOO, OPEN)).replayed())
        .isTrue();

    assertThat(rig.published()).isEqualTo(5);
  }

  @Test
  void aKeyIsForgottenAfterItsAgeAndNotBefore() {
    rig.publish(ANNA, "again", "k", OPEN);

    rig.memory.pass(PublishRig.AGE.minusMillis(1));
    assertThat(PublishRig.accepted(rig.publish(ANNA, "again", "k", OPEN)).replayed()).isTrue();
    rig.memory.pass(Duration.ofMillis(1));

    assertThat(PublishRig.accepted(rig.publish(ANNA, "again", "k", OPEN)).replayed()).isFalse();
    assertThat(rig.published()).isEqualTo(2);
  }

  @Test
  void aStoreThatIsFullRefusesNewKeysAndForgetsNoneThatLives() {
    PublishRig small = new PublishRig(2);
    small.publish(ANNA, "a", "k1", OPEN);
    small.publish(ANNA, "b", "k2", OPEN);

    assertThat(PublishRig.code(small.publish(ANNA, "c", "k3", OPEN)))
        .isEqualTo(Status.TOO_MANY_KEYS);
    assertThat(PublishRig.accepted(small.publish(ANNA, "a", "k1", OPEN)).replayed()).isTrue();
    assertThat(small.published()).isEqualTo(2);
    small.memory.pass(PublishRig.AGE);
    PublishRig.accepted(small.publish(ANNA, "c", "k3", OPEN));
  }

  @ParameterizedTest
  @EnumSource(
      value = How.class,
      names = {"BEFORE", "THROWN"})
  void theSameKeyCompletesTheRest(How how) {
    rig.layer.breakDown(OPEN_TOO, how);
    Answer partly = rig.publish(ANNA, "once", "k", OPEN, OPEN_TOO, OPEN_THREE);
    assertThat(PublishRig.code(partly)).isEqualTo(Status.PARTLY_PUBLISHED);
    assertThat(rig.published()).isEqualTo(2);

    rig.layer.mend();
    Answer.Accepted whole =
        PublishRig.accepted(rig.publish(ANNA, "once", "k", OPEN, OPEN_TOO, OPEN_THREE));
    Answer.Accepted repeat =
        PublishRig.accepted(rig.publish(ANNA, "once", "k", OPEN, OPEN_TOO, OPEN_THREE));

    assertThat(whole.offsets()).containsOnlyKeys(OPEN, OPEN_TOO, OPEN_THREE);
    assertThat(whole.offsets().values()).containsOnly(1L);
    assertThat(repeat).isEqualTo(new Answer.Accepted(whole.cursor(), whole.offsets(), true));
    assertThat(rig.published()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = How.class,
      names = {"BEFORE", "THROWN"})
  void whatChangedNothingIsNotRemembered(How how) {
    rig.layer.breakDown(OPEN, how);
    rig.publish(ANNA, "first", "k", OPEN);
    assertThat(rig.keys()).isZero();

    rig.layer.mend();

    assertThat(PublishRig.accepted(rig.publish(ANNA, "another", "k", OPEN)).replayed()).isFalse();
  }

  @Test
  void whatHappenedThoughTheLayerFailedIsFoundByItsKey() {
    rig.layer.breakDown(OPEN, How.AFTER);
    Answer failed = rig.publish(ANNA, "once", "k", OPEN);
    rig.layer.mend();

    Answer.Accepted again = PublishRig.accepted(rig.publish(ANNA, "once", "k", OPEN));

    assertThat(((Answer.Rejected) failed).problem().detail()).contains("it is not known whether");
    assertThat(again.replayed()).isTrue();
    assertThat(rig.published()).isEqualTo(1);
  }

  @Test
  void withAnotherMessageNoGroupOfTheKeyIsPublishedTo() {
    rig.layer.breakDown(OPEN_TOO, How.BEFORE);
    rig.publish(ANNA, "once", "k", OPEN, OPEN_TOO);
    rig.layer.mend();

    assertThat(PublishRig.code(rig.publish(ANNA, "other", "k", OPEN, OPEN_TOO)))
        .isEqualTo(Status.KEY_REUSED);

    assertThat(rig.texts(OPEN_TOO)).isEmpty();
  }

  @Test
  void whereTheKeyBelongsToAnotherMessageThatIsTheReasonThoughOneGroupHadNone() {
    rig.layer.breakDown(OPEN, How.BEFORE);
    rig.publish(ANNA, "once", "k", OPEN, OPEN_TOO, OPEN_THREE);
    rig.layer.mend();

    Answer.Rejected other =
        (Answer.Rejected) rig.publish(ANNA, "other", "k", OPEN, OPEN_TOO, OPEN_THREE);

    assertThat(other.problem().status()).isEqualTo(Status.KEY_REUSED);
    assertThat(other.parts().get(OPEN)).isEqualTo(new Answer.Part(1, null));
    assertThat(rig.texts(OPEN_TOO)).containsExactly("once");
    assertThat(rig.texts(OPEN_THREE)).containsExactly("once");
  }

  @Test
  void repeatsThatComeWhileTheFirstRunsWaitForItsAnswer() {
    ExecutorService network = Executors.newFixedThreadPool(3);
    try {
      Publisher late = rig.over(new LateLayer(rig.memory.layer(), network, 5));

      Permit both = rig.rights.requirePublishing(ANNA, List.of(OPEN, OPEN_TOO));

      List<CompletableFuture<Answer>> answers =
          IntStream.range(0, 20)
              .mapToObj(i -> late.publish(both, Message.text("once"), "k").toCompletableFuture())
              .toList();
      List<Answer.Accepted> all =
          answers.stream().map(LayerRig::answer).map(PublishRig::accepted).toList();

      assertThat(all).extracting(Answer.Accepted::cursor).containsOnly(all.get(0).cursor());
      assertThat(all).filteredOn(a -> !a.replayed()).hasSizeBetween(1, 2); // of each group one
      assertThat(rig.published()).isEqualTo(2);
    } finally {
      network.shutdownNow();
    }
  }

  @Test
  void repeatsAtTheSameTimeFromManyThreadsAppendOnce() {
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> rig.publish(ANNA, "once", "k" + i % 5, OPEN)))
            .toList();

    assertThat(answers.stream().map(LayerRig::answer).map(PublishRig::accepted))
        .filteredOn(a -> !a.replayed())
        .hasSize(5);
    assertThat(rig.published()).isEqualTo(5);
  }
}
