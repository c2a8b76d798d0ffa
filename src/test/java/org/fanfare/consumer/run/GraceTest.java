package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rule P47: a session waits for a carrier as long as its grace lasts. */
class GraceTest {
  private static final Duration LENGTH = Duration.ofSeconds(60);

  private final TurnedTime time = new TurnedTime();
  private final AtomicInteger over = new AtomicInteger();
  private final Grace grace = new Grace(time, LENGTH, over::incrementAndGet);

  @Test
  void itIsOverOnceAfterItsLength() {
    grace.begin();
    time.pass(LENGTH.minusMillis(1));
    assertThat(over).hasValue(0);

    time.pass(Duration.ofMillis(1));
    assertThat(over).hasValue(1);
    time.pass(LENGTH);
    assertThat(over).hasValue(1);
  }

  @Test
  void whatHasBegunDoesNotBeginAnew() {
    grace.begin();
    time.pass(LENGTH.dividedBy(2));
    grace.begin();
    time.pass(LENGTH.dividedBy(2));

    assertThat(over).hasValue(1);
    assertThat(time.waiting()).isZero();
  }

  @Test
  void whatWasEndedBeginsAnewWithItsWholeLength() {
    grace.begin();
    time.pass(LENGTH.minusSeconds(1));
    grace.end();
    assertThat(time.waiting()).isZero();

    grace.begin();
    time.pass(LENGTH.minusSeconds(1));
    assertThat(over).hasValue(0);
    time.pass(Duration.ofSeconds(1));
    assertThat(over).hasValue(1);
  }

  @Test
  void toEndWhatHasNotBegunDoesNothing() {
    grace.end();

    assertThat(time.waiting()).isZero();
    assertThat(over).hasValue(0);
  }
}
