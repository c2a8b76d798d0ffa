package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fanfare.gate.Law;
import org.junit.jupiter.api.Test;

/** What a node keeps for a server that is slow is bounded (R12). */
@Law(6)
final class InFlightTest {
  private final InFlight inFlight = new InFlight();

  @Test
  void requestsAreBoundedByTheirNumber() {
    for (int i = 0; i < InFlight.MOST; i++) {
      assertThat(inFlight.begins(1)).isTrue();
    }

    assertThat(inFlight.begins(1)).isFalse();
    inFlight.ends(1);
    assertThat(inFlight.begins(1)).isTrue();
    assertThat(inFlight.begins(1)).isFalse();
  }

  @Test
  void requestsAreBoundedByTheirBytes() {
    assertThat(inFlight.begins(InFlight.MOST_BYTES - 1)).isTrue();
    assertThat(inFlight.begins(1)).isTrue();

    assertThat(inFlight.begins(1)).isFalse();
    inFlight.ends(InFlight.MOST_BYTES - 1);
    assertThat(inFlight.begins(1)).isTrue();
  }

  @Test
  void aRequestThatIsLargerThanTheBoundIsTheOnlyOne() {
    assertThat(inFlight.begins(2 * InFlight.MOST_BYTES)).isTrue();

    assertThat(inFlight.begins(1)).isFalse();
    inFlight.ends(2 * InFlight.MOST_BYTES);
    assertThat(inFlight.begins(1)).isTrue();
  }

  @Test
  void theBytesOfARequestAreThoseOfItsArguments() {
    assertThat(InFlight.bytesOf(List.of(new byte[3], new byte[0], new byte[4]))).isEqualTo(7);
  }
}
