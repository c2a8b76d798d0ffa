package org.fanfare.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fanfare.publish.PublishRig.ANNA;
import static org.fanfare.publish.PublishRig.CLOSED;
import static org.fanfare.publish.PublishRig.MEMBERS;
import static org.fanfare.publish.PublishRig.NOBODY;
import static org.fanfare.publish.PublishRig.OPEN;
import static org.fanfare.publish.PublishRig.OPEN_TOO;
import static org.fanfare.publish.PublishRig.UNKNOWN;

import java.util.List;
import java.util.Map;
import org.fanfare.connection.Answer;
import org.fanfare.gate.Law;
import org.fanfare.layer.FailingLayer;
import org.fanfare.message.GroupName;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may publish, and the answer that every publish gets. */
@Law(4)
final class PublisherTest {
  private final PublishRig rig = new PublishRig();

  @Test
  void whatIsAcceptedHasItsOffsetInEachGroupAndACursorJustAfterIt() {
    rig.publish(NOBODY, "before", null, OPEN);

    Answer answer = rig.publish(NOBODY, "hello", null, OPEN, OPEN_TOO);

    Answer.Accepted accepted = PublishRig.accepted(answer);
    assertThat(accepted.offsets()).containsExactly(Map.entry(OPEN, 2L), Map.entry(OPEN_TOO, 1L));
    assertThat(accepted.cursor().in(OPEN).orElseThrow().offset()).isEqualTo(2);
    assertThat(accepted.replayed()).isFalse();
  }

  @Test
  void everyGroupIsCheckedBeforeAnythingIsAppended() {
    for (GroupName forbidden : List.of(MEMBERS, CLOSED, UNKNOWN)) {
      rig.publish(NOBODY, "no", null, OPEN, forbidden);
      rig.publish(NOBODY, "no", "key", OPEN, OPEN_TOO, forbidden);
    }

    assertThat(rig.published()).isZero();
    assertThat(rig.keys()).isZero();
  }

  @Test
  void thereIsAWindowForEachCallerAndSetOfGroupsInWhateverOrder() {
    Permit both = rig.rights.requirePublishing(ANNA, List.of(OPEN, OPEN_TOO));
    Permit turned = rig.rights.requirePublishing(ANNA, List.of(OPEN_TOO, OPEN));
    Permit one = rig.rights.requirePublishing(ANNA, List.of(OPEN));
    Permit others = rig.rights.requirePublishing(NOBODY, List.of(OPEN, OPEN_TOO));

    assertThat(Publisher.window(turned)).isEqualTo(Publisher.window(both));
    assertThat(List.of(Publisher.window(both), Publisher.window(one), Publisher.window(others)))
        .doesNotHaveDuplicates()
        .allSatisfy(window -> assertThat(window).doesNotContain("anna", "192.0.2.7"));
  }

  @Test
  void aRefusalSaysWhetherToLogInAndWhichGroupItIsAbout() {
    assertThat(PublishRig.code(rig.publish(NOBODY, "no", null, MEMBERS)))
        .isEqualTo(Status.UNAUTHENTICATED);
    assertThat(PublishRig.code(rig.publish(ANNA, "no", null, CLOSED))).isEqualTo(Status.REFUSED);
    assertThat(rig.publish(ANNA, "no", null, UNKNOWN))
        .isInstanceOfSatisfying(
            Answer.Rejected.class,
            r ->
                assertThat(r.problem().detail())
                    .isEqualTo("to publish to unknown.a: no rule of fanfare.groups matches it"));
    PublishRig.accepted(rig.publish(ANNA, "yes", null, MEMBERS));
  }

  @Test
  void whoMayReadIsAskedInTheSameWay() {
    assertThatThrownBy(() -> rig.rights.requireReading(NOBODY, List.of(OPEN, MEMBERS)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().status()).isEqualTo(Status.UNAUTHENTICATED));
    rig.rights.requireReading(ANNA, List.of(OPEN, MEMBERS));
    rig.rights.requirePublishing(ANNA, List.of(OPEN, MEMBERS));
  }

  @ParameterizedTest
  @EnumSource(FailingLayer.How.class)
  void aLayerThatFailsIsAnAnswerToo(FailingLayer.How how) {
    rig.layer.breakDown(OPEN, how);

    Answer answer = rig.publish(NOBODY, "lost?", null, OPEN);

    assertThat(PublishRig.code(answer)).isEqualTo(Status.UNAVAILABLE);
    assertThat(((Answer.Rejected) answer).problem().detail())
        .contains(
            how == FailingLayer.How.AFTER
                ? "it is not known whether open.a has the message"
                : "open.a does not have the message");
  }

  @ParameterizedTest
  @EnumSource(FailingLayer.How.class)
  void aLayerThatFailsPartWayIsToldGroupByGroup(FailingLayer.How how) {
    rig.layer.breakDown(OPEN_TOO, how);

    Answer answer = rig.publish(NOBODY, "half", null, OPEN, OPEN_TOO, PublishRig.OPEN_THREE);

    Answer.Rejected rejected = (Answer.Rejected) answer;
    assertThat(rejected.problem().status()).isEqualTo(Status.PARTLY_PUBLISHED);
    assertThat(rejected.parts()).containsOnlyKeys(OPEN, OPEN_TOO, PublishRig.OPEN_THREE);
    assertThat(rejected.parts().get(OPEN)).isEqualTo(new Answer.Part(1, null));
    assertThat(rejected.parts().get(PublishRig.OPEN_THREE)).isEqualTo(new Answer.Part(1, null));
    assertThat(rejected.parts().get(OPEN_TOO))
        .extracting(part -> part.problem().status())
        .isEqualTo(Status.UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"k", "!", "~", "a/1"})
  void aKeyIsVisibleAscii(String key) {
    Publisher.requireKey(key);
    Publisher.requireKey(key.repeat(128 / key.length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "\u00fc", "a\n", "\u007f"})
  void anythingElseIsNoKey(String key) {
    assertThatThrownBy(() -> Publisher.requireKey(key))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().status()).isEqualTo(Status.INVALID_KEY));
    assertThatThrownBy(() -> Publisher.requireKey("k".repeat(129)))
        .isInstanceOf(ProblemException.class);
  }
}
