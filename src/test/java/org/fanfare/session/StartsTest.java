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
final class StartsTest {
  private static final GroupName BOARD = new GroupName("demo.board");
  private static final GroupName OTHER = new GroupName("demo.other");
  private static final Position POSITION = new Position(new Epoch(7), 12);
  private static final String CURSOR = Cursor.of(BOARD, POSITION).text();

  @Test
  void withoutAWordItIsNow() {
    assertThat(Starts.parse(null, null).in(BOARD)).isEqualTo(new Start.Now());
  }

  @Test
  void aCursorHoldsForItsGroupsAndTheOthersBeginNow() {
    Starts starts = Starts.parse(CURSOR, null);

    assertThat(starts.in(BOARD)).isEqualTo(new Start.After(POSITION));
    assertThat(starts.in(OTHER)).isEqualTo(new Start.Now());
  }

  @Test
  void afterStartIsTheOldest() {
    assertThat(Starts.parse("start", null).in(BOARD)).isEqualTo(new Start.Oldest());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_000_000})
  void lastIsSoManyOfEach(int number) {
    Starts starts = Starts.parse(null, Integer.toString(number));

    assertThat(starts.in(BOARD)).isEqualTo(new Start.Newest(number));
    assertThat(starts.in(OTHER)).isEqualTo(new Start.Newest(number));
  }

  @Test
  void afterGoesBeforeLast() {
    assertThat(Starts.parse(CURSOR, "nonsense").in(BOARD)).isEqualTo(new Start.After(POSITION));
    assertThat(Starts.parse("start", "5").in(BOARD)).isEqualTo(new Start.Oldest());
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
    assertProblem(Status.INVALID_PARAMETER, () -> Starts.parse(null, last));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "Start", "0", "1x"})
  void whatIsNoCursorIsNeverTakenAsNow(String after) {
    assertProblem(Status.INVALID_CURSOR, () -> Starts.parse(after, null));
    assertProblem(Status.INVALID_CURSOR, () -> Starts.parse(after, "5"));
  }

  private static void assertProblem(Status code, ThrowingCallable task) {
    assertThatThrownBy(task)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(code));
  }
}
