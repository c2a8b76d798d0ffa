package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule P38: the times of callbacks are a histogram with few bounds. */
class CallbackTimesTest {
  private final CallbackTimes times = new CallbackTimes();

  @ParameterizedTest
  @CsvSource({
    "0, 0.0005",
    "500000, 0.0005",
    "500001, 0.001",
    "50000000, 0.05",
    "10000000000, 10.0",
    "10000000001, Infinity",
    "9223372036854775807, Infinity"
  })
  void aCallbackCountsAtTheLeastBoundThatIsNotShorter(long nanos, double bound) {
    times.add(nanos);

    assertThat(times.counts()).containsEntry(bound, 1L);
    assertThat(times.counts().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(1);
  }

  @Test
  void theBoundsAreThereBeforeAnythingIsCountedAndTheyEndWithInfinity() {
    Map<Double, Long> none = times.counts();

    assertThat(none).hasSizeLessThan(15).containsKey(Double.POSITIVE_INFINITY);
    assertThat(none.values()).containsOnly(0L);
    assertThat(times.seconds()).isZero();
  }

  @Test
  void theTimesAreAdded() {
    times.add(Duration.ofMillis(250).toNanos());
    times.add(Duration.ofSeconds(2).toNanos());

    assertThat(times.seconds()).isEqualTo(2.25);
  }
}
