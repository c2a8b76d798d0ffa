package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.fanfare.connection.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule P45: at most one carrier, and the newcomer wins. Rule P38: which of them resume. */
class CarriageTest {
  private final Carriage carriage = new Carriage(Transport.POLL);

  private Carrier carrier(Transport transport) {
    Callbacks callbacks = new Callbacks(Runnable::run, event -> {});
    SessionLife life =
        new SessionLife() {
          @Override
          public void resumed() {}

          @Override
          public void expired() {}

          @Override
          public void over() {}
        };
    SessionLink link =
        new SessionLink(
            callbacks, why -> {}, life, new TurnedTime(), Duration.ofSeconds(60), transport);
    return new Carrier(link, transport, null, 1);
  }

  @Test
  void theNewcomerTakesOver() {
    Carrier first = carrier(Transport.WEBSOCKET);
    Carrier second = carrier(Transport.SSE);

    carriage.takeOver(first);
    assertThat(carriage.current()).isSameAs(first);
    carriage.takeOver(second);

    assertThat(carriage.current()).isSameAs(second);
    assertThat(carriage.transport()).isEqualTo(Transport.SSE);
  }

  @Test
  void whatIsLostLeavesItsTransport() {
    carriage.takeOver(carrier(Transport.WEBSOCKET));

    carriage.lose();

    assertThat(carriage.current()).isNull();
    assertThat(carriage.transport()).isEqualTo(Transport.WEBSOCKET);
  }

  @ParameterizedTest
  @EnumSource
  void theFirstResumesNothing(Transport transport) {
    assertThat(carriage.takeOver(carrier(transport))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "WEBSOCKET, WEBSOCKET, true",
    "WEBSOCKET, POLL, true",
    "POLL, SSE, true",
    "SSE, SSE, true",
    "POLL, POLL, false"
  })
  void oneThatFollowsResumesUnlessBothArePolls(Transport first, Transport then, boolean resumes) {
    carriage.takeOver(carrier(first));

    assertThat(carriage.takeOver(carrier(then))).isEqualTo(resumes);
  }
}
