package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.fanfare.connection.Ended;
import org.fanfare.connection.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  @ParameterizedTest
  @EnumSource
  void aBreakOfACarrierIsNoEnd(Transport carrier) {
    assertThat(ending.isCompleteBy(carrier, Ended.GONE)).isFalse();
    assertThat(ending.isCompleteBy(carrier, Ended.HEARTBEAT)).isFalse();
    assertThat(ending.isCompleteBy(carrier, Ended.LIFETIME)).isFalse();
    assertThat(ending.isCompleteBy(carrier, Ended.FULL)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void whatClientOrServerCloseForGoodIsTheEnd(Transport carrier) {
    assertThat(ending.isCompleteBy(carrier, Ended.LEFT)).isTrue();
    assertThat(ending.isCompleteBy(carrier, Ended.SLOW)).isTrue();
    assertThat(ending.isCompleteBy(carrier, Ended.LOGGED_OUT)).isTrue();
  }

  @Test
  void anEndIsCompleteWhenItsCarrierHasEndedButForPollsOnlyIfTheyToldIt() {
    ending.because(Ended.GONE);

    assertThat(ending.isCompleteBy(Transport.WEBSOCKET, Ended.HEARTBEAT)).isTrue();
    assertThat(ending.isCompleteBy(Transport.SSE, Ended.HEARTBEAT)).isTrue();
    assertThat(ending.isCompleteBy(Transport.POLL, Ended.BYE)).as("an answer").isFalse();
    assertThat(ending.isCompleteBy(Transport.POLL, Ended.GONE)).as("that answer").isTrue();
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
