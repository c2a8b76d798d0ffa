package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.fanfare.gate.Law;
import org.junit.jupiter.api.Test;

/** A body that is to be whole comes within a time, and not too slowly. */
@Law(6)
final class ArrivalTest {
  private static final long BEGUN = Long.MAX_VALUE - 5; // a ticker may wrap

  private static boolean late(int leastRate, double seconds, long arrived) {
    long second = TimeUnit.SECONDS.toNanos(1);
    return new Arrival(BEGUN, 30 * second, leastRate)
        .isLate(BEGUN + (long) (seconds * second), arrived);
  }

  @Test
  void itIsLateAtTheEndOfItsTimeHoweverMuchHasCome() {
    assertThat(late(100, 30, 1 << 20)).isFalse();
    assertThat(late(100, 30.1, 1 << 20)).isTrue();
  }

  @Test
  void afterAThirdOfItsTimeAByteNowAndThenIsNotEnough() {
    assertThat(late(100, 9.9, 0)).isFalse();
    assertThat(late(100, 10.1, 9)).isTrue();
    assertThat(late(100, 12, 199)).isTrue();
    assertThat(late(100, 12, 200)).isFalse();
  }

  @Test
  void withoutARateOnlyTheTimeCounts() {
    assertThat(late(0, 29.9, 0)).isFalse();
    assertThat(late(0, 30.1, 0)).isTrue();
  }
}
