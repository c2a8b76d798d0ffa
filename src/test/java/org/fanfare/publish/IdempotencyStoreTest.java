package org.fanfare.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.layer.TurnedClock;
import org.fanfare.publish.IdempotencyStore.Claim;
import org.junit.jupiter.api.Test;

/** The store is bounded, by keys and by bytes, and forgets by age alone. */
@Law(6)
final class IdempotencyStoreTest {
  private static final Duration AGE = Duration.ofMinutes(5);
  private static final ByteBuffer SAME = ByteBuffer.wrap(new byte[] {1});

  private final TurnedClock clock = new TurnedClock();

  @Test
  void itIsBoundedByBytes() {
    IdempotencyStore store = new IdempotencyStore(1_000_000, 10_000, AGE, clock);

    long taken =
        IntStream.range(0, 100)
            .filter(i -> store.claim("k".repeat(100) + i, SAME) instanceof Claim.Run)
            .count();

    assertThat(taken).isBetween(10L, 25L);
    assertThat(store.size()).isEqualTo((int) taken);
  }

  @Test
  void whatIsForgottenMakesRoomAgain() {
    IdempotencyStore store = new IdempotencyStore(10, 5_000, AGE, clock);

    for (int round = 0; round < 50; round++) {
      for (int i = 0; i < 10; i++) {
        assertThat(store.claim("round" + round + "." + i, SAME)).isInstanceOf(Claim.Run.class);
      }
      assertThat(store.claim("one more", SAME)).isInstanceOf(Claim.Full.class);
      if (round % 2 == 0) {
        clock.advance(AGE);
        store.forgetOld();
      } else {
        int now = round;
        IntStream.range(0, 10).forEach(i -> store.forget("round" + now + "." + i));
      }
      assertThat(store.size()).isZero();
    }
  }

  @Test
  void theOldestIsForgottenFirst() {
    IdempotencyStore store = new IdempotencyStore(10, 10_000, AGE, clock);
    store.claim("old", SAME);
    clock.advance(AGE.dividedBy(2));
    store.claim("young", SAME);

    clock.advance(AGE.dividedBy(2));
    store.forgetOld();

    assertThat(store.size()).isEqualTo(1);
    assertThat(store.claim("young", SAME)).isInstanceOf(Claim.Known.class);
  }
}
