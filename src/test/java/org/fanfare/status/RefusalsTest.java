package org.fanfare.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.fanfare.LogCapture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was refused is counted, and told without flooding the log. */
class RefusalsTest {
  private final LogCapture told = new LogCapture(Refusals.class.getName());
  private long now;
  private final Refusals refusals = new Refusals(() -> now);

  @AfterEach
  void endListening() {
    told.close();
  }

  @Test
  void eachIsCountedByItsCode() {
    refuse(Status.REFUSED, "a");
    refuse(Status.REFUSED, "b");
    refuse(Status.TOO_LARGE, "c");

    assertThat(refusals.of(Status.REFUSED)).isEqualTo(2);
    assertThat(refusals.of(Status.TOO_LARGE)).isEqualTo(1);
    assertThat(refusals.of(Status.TIMEOUT)).isZero();
  }

  @Test
  void theFirstOfAKindIsToldAtTheNextTickWithWhereItCameFrom() {
    refuse(Status.FOREIGN_ORIGIN, "GET /fanfare/groups/a from 192.0.2.7");

    refusals.tick();

    assertThat(told.lines())
        .containsExactly(
            "INFO Refused with foreign-origin: 1 more, 1 since the start, such as GET"
                + " /fanfare/groups/a from 192.0.2.7: why");
  }

  @Test
  void aMinuteHasOneLineOfAKindWithHowManyThereWere() {
    refuse(Status.REFUSED, "first");
    refusals.tick();
    for (int second = 0; second < 59; second++) {
      refuse(Status.REFUSED, "number " + second);
      after(Duration.ofSeconds(1));
    }
    assertThat(told.lines()).hasSize(1);

    after(Duration.ofSeconds(1));

    assertThat(told.lines())
        .hasSize(2)
        .last()
        .isEqualTo("INFO Refused with refused: 59 more, 60 since the start, such as number 0: why");
  }

  @Test
  void nothingIsToldOfWhatWasNotRefused() {
    refuse(Status.REFUSED, "once");
    refusals.tick();

    after(Duration.ofHours(1));

    assertThat(told.lines()).hasSize(1);
  }

  @Test
  void aClientCannotWriteLinesOfItsOwn() {
    refuse(Status.REFUSED, "x\nINFO all is well\u001b[2J" + "y".repeat(1000));

    refusals.tick();

    assertThat(told.lines().get(0))
        .doesNotContain("\n", "\u001b")
        .contains("x?INFO all is well?[2J")
        .hasSizeLessThan(500);
  }

  @Test
  void noMessageAndNoSignThatAScreenObeysComesIntoTheLog() {
    refusals.count(new Problem(Status.INVALID_JSON, "token 'hunter2'"), () -> "a");
    refusals.count(new Problem(Status.INVALID_NAME, "x\u009b2J\u2028y"), () -> "b");

    refusals.tick();

    assertThat(told.lines())
        .hasSize(2)
        .noneMatch(line -> line.contains("hunter2"))
        .anyMatch(line -> line.endsWith("a: " + Status.INVALID_JSON.title()))
        .anyMatch(line -> line.endsWith("b: x?2J?y"));
  }

  private void refuse(Status code, String where) {
    refusals.count(new Problem(code, "why"), () -> where);
  }

  private void after(Duration time) {
    now += time.toNanos();
    refusals.tick();
  }
}
