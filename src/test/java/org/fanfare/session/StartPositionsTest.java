package org.fanfare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fanfare.layer.Start;
import org.fanfare.log.Cursor;
import org.fanfare.log.Epoch;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where reading begins, as the URL says. */
final class StartPositionsTest {
  private static final GroupName BOARD = new GroupName("demo.board");
  private static final GroupName OTHER = new GroupName("demo.other");
  private static final Position POSITION = new Position(new Epoch(7), 12);
  private static final String CURSOR = Cursor.of(BOARD, POSITION).text();

  @Test
  void withoutAWordItIsNow() {
    assertThat(StartPositions.parse(null, null).in(BOARD)).isEqualTo(new Start.Now());
  }

  @Test
  void aCursorHoldsForItsGroupsAndTheOthersBeginNow() {
    StartPositions starts = StartPositions.parse(CURSOR, null);

    assertThat(starts.in(BOARD)).isEqualTo(new Start.After(POSITION));
    assertThat(starts.in(OTHER)).isEqualTo(new Start.Now());
  }

  @Test
  void afterStartIsTheOldest() {
    assertThat(StartPositions.parse("start", null).in(BOARD)).isEqualTo(new Start.Oldest());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_000_000})
  void lastIsSoManyOfEach(int number) {
    StartPositions starts = StartPositions.parse(null, Integer.toString(number));

    assertThat(starts.in(BOARD)).isEqualTo(new Start.Newest(number));
    assertThat(starts.in(OTHER)).isEqualTo(new Start.Newest(number));
  }

  @Test
  void afterGoesBeforeLast() {
    assertThat(StartPositions.parse(CURSOR, "nonsense").in(BOARD))
        .isEqualTo(new Start.After(POSITION));
    assertThat(StartPositions.parse("start", "5").in(BOARD)).isEqualTo(new Start.Oldest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "1000001",
        "x",
        "1.5",
        " 1",
        "+1",
        "-0",
        "1_0",
        "0x1",
        "\u0661",
        "\uff11",
        "99999999999999999999"
      })
  void anyOtherNumberIsRefused(String last) {
    assertProblem(Status.INVALID_PARAMETER, () -> StartPositions.parse(null, last));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "Start", "0", "1x"})
  void whatIsNoCursorIsNeverTakenAsNow(String after) {
    assertProblem(Status.INVALID_CURSOR, () -> StartPositions.parse(after, null));
    assertProblem(Status.INVALID_CURSOR, () -> StartPositions.parse(after, "5"));
  }

  private static void assertProblem(Status code, ThrowingCallable task) {
    assertThatThrownBy(task)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(code));
  }
}
