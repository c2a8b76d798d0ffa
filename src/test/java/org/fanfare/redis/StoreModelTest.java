package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.fanfare.gate.Law;
import org.fanfare.redis.StoreModel.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nodes on a store that loses what it had keep the laws, whatever happens; and each mechanism is
 * needed, since without it some seed breaks a law (R1 to R4, R8, R9, R13, R16).
 */
@Law({1, 2, 3, 4})
final class StoreModelTest {
  /** How many seeds are enough in the quick gate, and in the full matrix. */
  private static final int SEEDS = Boolean.getBoolean("wire.full") ? 10_000 : 300;

  /** How many seeds are tried until one breaks a law without a mechanism. */
  private static final int MOST_SEEDS = 2000;

  private record Broken(long seed, List<String> laws) {}

  private static LongStream seeds(int number) {
    return LongStream.range(0, number).parallel();
  }

  private static List<Broken> broken(int seeds, Setting setting) {
    return seeds(seeds)
        .mapToObj(seed -> new Broken(seed, new StoreModel(seed, setting).run()))
        .filter(model -> !model.laws().isEmpty())
        .toList();
  }

  @Test
  void noLawIsBrokenWhateverIsLostAndForgotten() {
    assertThat(broken(SEEDS, new Setting(Set.of(), true, true, true))).isEmpty();
  }

  @Test
  void withoutLostNotificationsNothingWaitsForAPositionCheck() {
    assertThat(broken(SEEDS, new Setting(Set.of(), false, true, true))).isEmpty();
  }

  @Test
  void whatWasKeptIsToldWhenNothingIsForgotten() {
    assertThat(broken(SEEDS, new Setting(Set.of(), true, false, false))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void withoutAMechanismALawIsBroken(Mechanism mechanism) {
    Setting without =
        switch (mechanism) {
          case FENCE, LIFE_OF_THE_LINK, UNKNOWN_EPOCH, AT_MOST_ONCE ->
              new Setting(EnumSet.of(mechanism), true, true, true);
          case ANCESTORS -> new Setting(EnumSet.of(mechanism), true, false, false);
          case CHECK -> new Setting(EnumSet.of(mechanism), true, true, true);
          case CONFIRMATION, BEACON -> new Setting(EnumSet.of(mechanism), false, true, true);
        };
    assertThat(seeds(MOST_SEEDS).anyMatch(seed -> !new StoreModel(seed, without).run().isEmpty()))
        .isTrue();
  }
}
