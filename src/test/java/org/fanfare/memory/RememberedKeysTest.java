package org.fanfare.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.PublishKey;
import org.fanfare.layer.Receipt;
import org.fanfare.layer.Refusal;
import org.fanfare.layer.TurnedClock;
import org.fanfare.log.Epoch;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.Test;

/** Keys are bounded, by number and by bytes, and forgotten by age alone. */
@Law(6)
final class RememberedKeysTest {
  private static final Duration AGE = Duration.ofMinutes(5);
  private static final GroupName GROUP = new GroupName("any.group");
  private static final Outcome<Receipt> DONE =
      Outcome.done(new Receipt(new Position(new Epoch(1), 1), 0, false));

  private final TurnedClock clock = new TurnedClock();

  @Test
  void theyAreBoundedByBytes() {
    RememberedKeys keys = keys(1_000_000, 10_000);

    long taken =
        IntStream.range(0, 100)
            .filter(i -> claim(keys, "k".repeat(100) + i) instanceof Outcome.Done)
            .count();

    assertThat(taken).isBetween(10L, 25L);
    assertThat(keys.size()).isEqualTo((int) taken);
  }

  @Test
  void whatIsForgottenMakesRoomAgain() {
    RememberedKeys keys = keys(10, 5_000);

    for (int round = 0; round < 50; round++) {
      for (int i = 0; i < 10; i++) {
        assertThat(claim(keys, "round" + round + "." + i)).isEqualTo(DONE);
      }
      assertThat(claim(keys, "one more")).isEqualTo(Outcome.refused(Refusal.TOO_MANY_KEYS));
      clock.advance(AGE);
      keys.forgetOld();
      assertThat(keys.size()).isZero();
    }
  }

  @Test
  void whatWasRefusedOrFailedTakesNoRoom() {
    RememberedKeys keys = keys(10, 5_000);

    for (int i = 0; i < 100; i++) {
      PublishKey key = new PublishKey("k" + i, "same");
      Outcome<Receipt> refused = Outcome.refused(Refusal.MEMORY_FULL);
      assertThat(LayerRig.answer(keys.once(GROUP, key, () -> refused))).isEqualTo(refused);
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  keys.once(
                      GROUP,
                      key,
                      () -> {
                        throw new IllegalStateException("for this test");
                      }));
    }

    assertThat(keys.size()).isZero();
    IntStream.range(0, 10).forEach(i -> assertThat(claim(keys, "k" + i)).isEqualTo(DONE));
  }

  @Test
  void whoWaitsForAPublishThatFailsIsTold() {
    RememberedKeys keys = keys(10, 5_000);
    PublishKey key = new PublishKey("k", "same");
    List<CompletionStage<Outcome<Receipt>>> waiting = new ArrayList<>();

    assertThatThrownBy(
            () ->
                keys.once(
                    GROUP,
                    key,
                    () -> {
                      waiting.add(keys.once(GROUP, key, () -> DONE));
                      throw new StackOverflowError("for this test");
                    }))
        .isInstanceOf(StackOverflowError.class);

    assertThat(waiting.get(0).toCompletableFuture()).isCompletedExceptionally();
    assertThat(keys.size()).isZero();
  }

  @Test
  void theOldestIsForgottenFirst() {
    RememberedKeys keys = keys(10, 10_000);
    claim(keys, "old");
    clock.advance(AGE.dividedBy(2));
    claim(keys, "young");

    clock.advance(AGE.dividedBy(2));
    keys.forgetOld();

    assertThat(keys.size()).isEqualTo(1);
    assertThat(claim(keys, "young"))
        .isInstanceOfSatisfying(
            Outcome.Done.class, done -> assertThat(((Receipt) done.get()).replayed()).isTrue());
  }

  private RememberedKeys keys(int count, long bytes) {
    return new RememberedKeys(new LayerLimits.Keys(count, bytes, AGE), clock);
  }

  private static Outcome<Receipt> claim(RememberedKeys keys, String scope) {
    return LayerRig.answer(keys.once(GROUP, new PublishKey(scope, "same"), () -> DONE));
  }
}
