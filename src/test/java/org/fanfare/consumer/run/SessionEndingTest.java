package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.fanfare.connection.Ended;
import org.junit.jupiter.api.Test;

/** Rule P47: which end of a carrier is that of the session, and who is told what. */
class SessionEndingTest {
  private final SessionEnding ending = new SessionEnding();

  @Test
  void theFirstReasonCounts() {
    assertThat(ending.hasBegun()).isFalse();
    assertThat(ending.farewell()).isNull();

    assertThat(ending.because(Ended.LOGGED_OUT)).isEqualTo(Ended.LOGGED_OUT);
    assertThat(ending.because(Ended.ERROR)).isEqualTo(Ended.LOGGED_OUT);

    assertThat(ending.reason()).isEqualTo(Ended.LOGGED_OUT);
    assertThat(ending.farewell()).isEqualTo(Ended.LOGGED_OUT);
    assertThat(ending.hasBegun()).isTrue();
  }

  /** Else a client could not tell the end of its session from that of a poll. */
  @Test
  void anEndByTheApplicationIsToldInItsCodeAndWords() {
    ending.because(Ended.BYE);

    assertThat(ending.farewell())
        .isEqualTo(Ended.byApplication(Ended.BYE.code(), Ended.BYE.text()))
        .isNotEqualTo(Ended.BYE);
  }

  @Test
  void aBreakOfACarrierIsNoEnd() {
    assertThat(ending.isCompleteBy(Ended.GONE)).isFalse();
    assertThat(ending.isCompleteBy(Ended.HEARTBEAT)).isFalse();
    assertThat(ending.isCompleteBy(Ended.LIFETIME)).isFalse();
    assertThat(ending.isCompleteBy(Ended.FULL)).isFalse();
  }

  @Test
  void whatClientOrServerCloseForGoodIsTheEnd() {
    assertThat(ending.isCompleteBy(Ended.LEFT)).isTrue();
    assertThat(ending.isCompleteBy(Ended.SLOW)).isTrue();
    assertThat(ending.isCompleteBy(Ended.LOGGED_OUT)).isTrue();
  }

  @Test
  void anEndIsCompleteWhenACarrierHasToldIt() {
    ending.because(Ended.BYE);

    assertThat(ending.isCompleteBy(Ended.HEARTBEAT)).as("it broke").isFalse();
    assertThat(ending.isCompleteBy(Ended.BYE)).as("an answer of a poll").isFalse();
    assertThat(ending.isCompleteBy(SessionEnding.farewell(Ended.BYE))).isTrue();
  }

  @Test
  void itsConsumerIsToldOnceAndItIsOverOnce() {
    assertThat(ending.tellsConsumer()).isTrue();
    assertThat(ending.tellsConsumer()).isFalse();

    assertThat(ending.isOver()).isFalse();
    assertThat(ending.finish()).isTrue();
    assertThat(ending.finish()).isFalse();
    assertThat(ending.isOver()).isTrue();
  }
}
