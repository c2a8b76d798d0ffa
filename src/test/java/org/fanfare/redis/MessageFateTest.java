package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.fanfare.gate.Law;
import org.fanfare.layer.Receipt;
import org.fanfare.log.Epoch;
import org.fanfare.log.Position;
import org.junit.jupiter.api.Test;

/** The checker of a chaos finds keys that were forgotten without a loss, and nothing else. */
@Law(6)
final class MessageFateTest {
  private static final Position FIRST = new Position(new Epoch(1), 137);
  private static final Position LATER = new Position(new Epoch(1), 140);
  private static final Position ANOTHER = new Position(new Epoch(2), 3);

  private final ModelLaws laws = new ModelLaws();
  private final MessageFate fate = new MessageFate("p1-100", laws);

  private static Receipt appended(Position position) {
    return new Receipt(position, 1, false);
  }

  private static Receipt replayed(Position position) {
    return new Receipt(position, 1, true);
  }

  /** Returns whether a client may be told the message in two epochs. */
  private boolean mayComeTwice() {
    return laws.isAllowedTwice("p1-100");
  }

  @Test
  void aRepeatThatIsAnsweredWithTheSamePositionIsRight() {
    fate.accepted(appended(FIRST), 0, 0);
    fate.accepted(replayed(FIRST), 2, 2);

    assertThat(laws.broken()).isEmpty();
    assertThat(mayComeTwice()).isFalse();
  }

  @Test
  void whereTheKeyWasLostWithTheTailTheMessageIsAppendedOnceMore() {
    fate.accepted(appended(FIRST), 0, 0);
    fate.accepted(appended(ANOTHER), 2, 2);

    assertThat(laws.broken()).isEmpty();
    assertThat(mayComeTwice()).isTrue();
  }

  @Test
  void aRepeatWhoseAnswerWasLostMayHaveAppendedItInTheNextEpoch() {
    fate.accepted(appended(FIRST), 0, 0);
    fate.doubted(2);
    fate.accepted(replayed(ANOTHER), 2, 2);

    assertThat(laws.broken()).isEmpty();
    assertThat(mayComeTwice()).isTrue();
  }

  @Test
  void aLossThatHasNotEndedYetIsOne() {
    fate.accepted(appended(FIRST), 1, 1);
    fate.accepted(appended(ANOTHER), 2, 2);

    assertThat(laws.broken()).isEmpty();
  }

  @Test
  void twoAttemptsInDoubtMayBothHaveAppendedIt() {
    fate.doubted(0);
    fate.doubted(2);
    fate.accepted(replayed(ANOTHER), 2, 2);

    assertThat(laws.broken()).isEmpty();
    assertThat(mayComeTwice()).isTrue();
  }

  @Test
  void oneAttemptInDoubtHasAppendedItOnceAtMost() {
    fate.doubted(0);
    fate.accepted(replayed(ANOTHER), 2, 2);

    assertThat(laws.broken()).isEmpty();
    assertThat(mayComeTwice()).isFalse();
  }

  @Test
  void aKeyIsNotForgottenWithoutALoss() {
    fate.accepted(appended(FIRST), 2, 2);
    fate.accepted(appended(ANOTHER), 2, 2);

    assertThat(laws.broken()).containsExactly("p1-100 was appended again, and nothing was lost");
  }

  @Test
  void norIsItForAnAttemptInDoubt() {
    fate.accepted(appended(FIRST), 2, 2);
    fate.doubted(2);
    fate.accepted(replayed(ANOTHER), 2, 2);

    assertThat(laws.broken()).containsExactly("p1-100 was accepted again, and nothing was lost");
    assertThat(mayComeTwice()).isFalse();
  }

  @Test
  void anotherPositionInTheSameEpochIsNeverRight() {
    fate.accepted(appended(FIRST), 0, 0);
    fate.doubted(0);
    fate.accepted(replayed(LATER), 2, 2);
    fate.accepted(appended(FIRST), 2, 2);

    assertThat(laws.broken()).hasSize(2).allMatch(broken -> broken.contains("and at"));
  }

  @Test
  void aRepeatOfWhatNobodyAskedForIsNone() {
    fate.accepted(replayed(FIRST), 0, 0);

    assertThat(laws.broken()).containsExactly("p1-100 is said to be a repeat, and is none");
  }

  @Test
  void aRepeatThatIsAnsweredWithAPositionThatNobodyAskedForIsNone() {
    fate.accepted(appended(FIRST), 0, 0);
    fate.accepted(replayed(ANOTHER), 2, 2);

    assertThat(laws.broken()).hasSize(1).allMatch(broken -> broken.endsWith("by nobody"));
  }
}
