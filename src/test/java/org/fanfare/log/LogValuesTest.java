package org.fanfare.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The values of this room cannot be wrong. */
final class LogValuesTest {
  @Test
  void aGapIsARangeOfOffsets() {
    assertThatIllegalArgumentException().isThrownBy(() -> gap(0, 1L));
    assertThatIllegalArgumentException().isThrownBy(() -> gap(5, 4L));
    assertThat(gap(5, 5L).last()).isEqualTo(5);
    assertThat(gap(5, null).last()).isNull();
  }

  @Test
  void aGapThatReachesOnKeepsItsBeginningAndItsReason() {
    assertThat(gap(5, 6L).reachingTo(9)).isEqualTo(gap(5, 9L));
  }

  private static Gap gap(long first, Long last) {
    return new Gap(Logs.GROUP, first, last, Gap.Reason.RETENTION);
  }

  @Test
  void anOffsetHasANextOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Position(new Epoch(1), -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Position(new Epoch(1), Long.MAX_VALUE));
    assertThat(new Position(new Epoch(1), 0).offset()).isZero();
  }

  @Test
  void everyBoundOfAPolicyIsAtLeastOne() {
    Duration second = Duration.ofSeconds(1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GroupPolicy("any", 0, 1, 1, second, second))
        .withMessageContaining("max-groups must be at least 1, is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GroupPolicy("any", 1, 0, 1, second, second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GroupPolicy("any", 1, 1, 0, second, second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GroupPolicy("any", 1, 1, 1, Duration.ZERO, second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GroupPolicy("any", 1, 1, 1, second, Duration.ZERO));
    assertThat(new GroupPolicy("any", 1, 1, 1, second, second).rule()).isEqualTo("any");
  }

  @Test
  void aBudgetFitsUpToItsTotal() {
    LogBudget budget = new LogBudget(10);

    assertThat(budget.take(4)).isTrue();

    assertThat(budget.fits(6)).isTrue();
    assertThat(budget.fits(7)).isFalse();
    assertThat(budget.take(7)).isFalse();
    assertThat(budget.used()).isEqualTo(4);
  }

  @Test
  void aShareTakesOfTheWholeAndKnowsWhatItHolds() {
    LogBudget whole = new LogBudget(10);
    LogBudget one = whole.share();
    LogBudget other = whole.share();

    assertThat(one.take(6)).isTrue();
    assertThat(other.fits(5)).isFalse();
    assertThat(other.take(5)).isFalse();
    assertThat(other.take(3)).isTrue();
    one.giveBack(2);

    assertThat(one.used()).isEqualTo(4);
    assertThat(other.used()).isEqualTo(3);
    assertThat(whole.used()).isEqualTo(7);
  }
}
