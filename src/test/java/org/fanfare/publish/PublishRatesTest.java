package org.fanfare.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.gate.Law;
import org.fanfare.publish.PublishRig.Person;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;

/** Law 6: one caller publishes no faster than a rate, and the others notice nothing of it. */
@Law(6)
final class PublishRatesTest {
  private static final int RATE = 100;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final Person SEVEN = new Person("address:192.0.2.7", false);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // a ticker may wrap
  private final PublishRates rates = new PublishRates(RATE, nanos::get);

  private int takes(Person caller, int most) {
    int taken = 0;
    while (taken < most && rates.take(caller, 1) == null) {
      taken++;
    }
    return taken;
  }

  @Test
  void aCallerPublishesASecondsWorthAtOnceAndThenAtItsRate() {
    assertThat(takes(SEVEN, 10 * RATE)).isEqualTo(RATE);
    for (int second = 0; second < 5; second++) {
      nanos.addAndGet(SECOND / 2);
      assertThat(takes(SEVEN, 10 * RATE)).isEqualTo(RATE / 2);
    }
    nanos.addAndGet(100 * SECOND);

    assertThat(takes(SEVEN, 10 * RATE)).as("it saves no more").isEqualTo(RATE);
  }

  @Test
  void whatIsTooFastIsRefusedWithTheBoundAndTheSetting() {
    takes(SEVEN, RATE);

    Problem problem = rates.take(SEVEN, 1);

    assertThat(problem.status()).isEqualTo(Status.SHARE_USED);
    assertThat(problem.detail())
        .isEqualTo(
            "one caller publishes at most 100 messages a second (fanfare.per-caller.publishes): send"
                + " it again later");
    assertThat(rates.take(PublishRig.ANNA, 1)).isNull();
  }

  @Test
  void aMessageToSeveralGroupsCountsForEach() {
    for (int i = 0; i < RATE / 10; i++) {
      assertThat(rates.take(SEVEN, 10)).isNull();
    }

    assertThat(rates.take(SEVEN, 1)).isNotNull();
  }

  @Test
  void aLineThatIsTooFastWaitsForItsTurn() {
    for (int i = 0; i < RATE; i++) {
      assertThat(rates.pace(SEVEN, 1)).isZero();
    }
    assertThat(rates.pace(SEVEN, 1)).as("too short to wait for").isZero();

    assertThat(rates.pace(SEVEN, 1)).isEqualTo(SECOND / RATE);
    assertThat(rates.pace(SEVEN, 1)).isEqualTo(2 * SECOND / RATE);
    assertThat(rates.paced()).isEqualTo(2);
    nanos.addAndGet(SECOND);
    assertThat(rates.pace(SEVEN, 1)).isZero();
  }

  @Test
  void linesAreNoFasterThanTheRateHoweverManyThereAre() {
    long begun = nanos.get();
    for (int i = 0; i < 50 * RATE; i++) {
      nanos.addAndGet(rates.pace(SEVEN, 1));
    }

    assertThat(nanos.get() - begun).isBetween(48 * SECOND, 50 * SECOND);
  }

  @Test
  void aCallerIsForgottenWhenItHasItsWholeRateAgain() {
    takes(SEVEN, RATE);
    takes(PublishRig.ANNA, 1);
    nanos.addAndGet(SECOND / RATE);
    rates.tick();
    assertThat(rates.known()).isEqualTo(1);
    assertThat(takes(SEVEN, RATE)).isEqualTo(1);

    nanos.addAndGet(SECOND);
    rates.tick();

    assertThat(rates.known()).isZero();
  }

  @Test
  void moreCallersThanThereIsRoomForHaveOneRateTogether() {
    for (int i = 0; i < PublishRates.MOST; i++) {
      assertThat(rates.take(new Person("address:" + i, false), 1)).isNull();
    }

    int taken = 0;
    for (int i = 0; i < 10 * RATE; i++) {
      taken += rates.take(new Person("address:more." + i, false), 1) == null ? 1 : 0;
    }

    assertThat(rates.known()).isEqualTo(PublishRates.MOST);
    assertThat(taken).isEqualTo(RATE);
    assertThat(rates.take(new Person("address:7", false), 1)).as("one that is known").isNull();
  }

  @Test
  void aRateIsAtLeastOneASecond() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PublishRates(0, nanos::get));
  }
}
