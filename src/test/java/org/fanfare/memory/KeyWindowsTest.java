package org.fanfare.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys of windows take half of the room, share it, and take nothing from others. */
@Law(6)
final class KeyWindowsTest {
  private static final Duration AGE = Duration.ofMinutes(5);
  private static final GroupName GROUP = new GroupName("any.group");
  private static final Outcome<Receipt> DONE =
      Outcome.done(new Receipt(new Position(new Epoch(1), 1), 0, false));
  private static final int COUNT = 100;

  private final TurnedClock clock = new TurnedClock();
  private final RememberedKeys keys = keys(COUNT, 1 << 20);

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @Test
  void aWindowHasTheNewestKeysAndForgetsTheOldestFirst() {
    for (int i = 0; i < 10 * COUNT; i++) {
      assertThat(isNew("a", "k" + i)).isTrue();
      assertThat(keys.size()).isEqualTo(Math.min(i + 1, COUNT / 2));
    }

    for (int i = 10 * COUNT - 1; i >= 10 * COUNT - COUNT / 2; i--) {
      assertThat(isNew("a", "k" + i)).isFalse();
    }
    assertThat(isNew("a", "k" + (10 * COUNT - COUNT / 2 - 1))).isTrue();
  }

  @Test
  void theirBytesAreBoundedToo() {
    RememberedKeys few = keys(1_000_000, 10_000);

    IntStream.range(0, 100).forEach(i -> claim(few, "a", "k".repeat(100) + i));

    assertThat(few.size()).isBetween(5, 12);
  }

  @Test
  void aBusyWindowLeavesAQuietOneItsKeys() {
    IntStream.range(0, 20).forEach(i -> isNew("quiet", "k" + i));

    IntStream.range(0, 10 * COUNT).forEach(i -> isNew("busy", "k" + i));

    IntStream.range(0, 20).forEach(i -> assertThat(isNew("quiet", "k" + i)).isFalse());
    assertThat(isNew("busy", "k" + (10 * COUNT - 25))).isFalse();
  }

  @Test
  void anyNumberOfWindowsShareTheRoom() {
    for (int i = 0; i < 10 * COUNT; i++) {
      assertThat(isNew("window" + i, "k")).isTrue();
      assertThat(isNew("window" + i, "k")).isFalse();
    }

    assertThat(keys.size()).isEqualTo(COUNT / 2);
  }

  @Test
  void aKeyOfNoWindowIsUnaffectedAndTakesTheRoomThatItNeeds() {
    IntStream.range(0, COUNT / 2).forEach(i -> isNew(null, "k" + i));
    IntStream.range(0, COUNT).forEach(i -> isNew("a", "k" + i));

    IntStream.range(COUNT / 2, COUNT).forEach(i -> assertThat(isNew(null, "k" + i)).isTrue());

    IntStream.range(0, COUNT).forEach(i -> assertThat(isNew(null, "k" + i)).isFalse());
    assertThat(keys.size()).isEqualTo(COUNT);
    assertThat(claim(keys, "a", "none")).isEqualTo(Outcome.refused(Refusal.TOO_MANY_KEYS));
    assertThat(claim(keys, null, "none")).isEqualTo(Outcome.refused(Refusal.TOO_MANY_KEYS));
  }

  @Test
  void aKeyThatIsRefusedForLackOfRoomCostsNoWindowItsKeys() {
    RememberedKeys few = keys(1_000_000, 10_000);
    IntStream.range(0, 23).forEach(i -> claim(few, null, "k" + i));
    claim(few, "a", "k");
    assertThat(few.size()).isEqualTo(24);

    assertThat(claim(few, null, "k".repeat(250))).isEqualTo(Outcome.refused(Refusal.TOO_MANY_KEYS));

    assertThat(few.size()).isEqualTo(24);
  }

  @Test
  void aKeyIsOfOneWindowAlone() {
    assertThat(isNew("a", "k")).isTrue();
    assertThat(isNew("b", "k")).isTrue();
    assertThat(isNew(null, "k")).isTrue();
    assertThat(
            LayerRig.answer(
                keys.once(new GroupName("other"), new PublishKey("k", "same", "a"), () -> DONE)))
        .isEqualTo(DONE);
  }

  @Test
  void withAnotherMessageAKeyIsRefused() {
    isNew("a", "k");

    assertThat(LayerRig.answer(keys.once(GROUP, new PublishKey("k", "another", "a"), () -> DONE)))
        .isEqualTo(Outcome.refused(Refusal.KEY_REUSED));
  }

  @Test
  void aKeyIsForgottenAfterItsAgeAndItsWindowWithIt() {
    isNew("a", "old");
    clock.advance(AGE.dividedBy(2));
    isNew("a", "young");
    clock.advance(AGE.dividedBy(2));

    assertThat(isNew("a", "young")).isFalse();
    assertThat(keys.size()).isEqualTo(1);
    clock.advance(AGE);
    keys.forgetOld();

    assertThat(keys.size()).isZero();
    assertThat(isNew("a", "young")).isTrue();
  }

  @Test
  void whatWasRefusedTakesNoRoom() {
    Outcome<Receipt> refused = Outcome.refused(Refusal.MEMORY_FULL);

    for (int i = 0; i < 2 * COUNT; i++) {
      PublishKey key = new PublishKey("k" + i, "same", "a");
      assertThat(LayerRig.answer(keys.once(GROUP, key, () -> refused))).isEqualTo(refused);
    }

    assertThat(keys.size()).isZero();
  }

  @Test
  void aPublishThatIsForgottenWhileItRunsIsStillAnswered() {
    PublishKey key = new PublishKey("first", "same", "a");

    Outcome<Receipt> outcome =
        LayerRig.answer(
            keys.once(
                GROUP,
                key,
                () -> {
                  IntStream.range(0, COUNT).forEach(i -> isNew("a", "k" + i));
                  return Outcome.refused(Refusal.MEMORY_FULL);
                }));

    assertThat(outcome).isEqualTo(Outcome.refused(Refusal.MEMORY_FULL));
    assertThat(keys.size()).isEqualTo(COUNT / 2);
  }

  /** Against the plainest model: lists, and a search for the longest. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theWindowWithMostKeysLosesItsOldest(long seed) {
    Random random = new Random(seed);
    Map<String, Deque<String>> model = new LinkedHashMap<>();
    for (int i = 0; i < 2_000; i++) {
      String window = "w" + (int) (random.nextDouble() * random.nextDouble() * 8);
      String scope = "k" + random.nextInt(60);
      Deque<String> known = model.computeIfAbsent(window, none -> new ArrayDeque<>());
      boolean isNew = !known.contains(scope);

      assertThat(isNew(window, scope)).as("%s in %s", scope, window).isEqualTo(isNew);

      if (isNew) {
        if (model.values().stream().mapToInt(Deque::size).sum() == COUNT / 2) {
          longest(model).removeFirst();
        }
        known.addLast(scope);
      }
    }
  }

  /** Of those of the same length the one that began first, as windows are numbered. */
  private static Deque<String> longest(Map<String, Deque<String>> model) {
    return model.values().stream()
        .max(Comparator.comparingInt((Deque<String> one) -> one.size()))
        .orElseThrow();
  }

  private RememberedKeys keys(int count, long bytes) {
    return new RememberedKeys(new LayerLimits.Keys(count, bytes, AGE), clock);
  }

  private boolean isNew(@Nullable String window, String scope) {
    return claim(keys, window, scope) instanceof Outcome.Done<Receipt> done
        && !done.get().replayed();
  }

  private static Outcome<Receipt> claim(
      RememberedKeys keys, @Nullable String window, String scope) {
    return LayerRig.answer(keys.once(GROUP, new PublishKey(scope, "same", window), () -> DONE));
  }
}
