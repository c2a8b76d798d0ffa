package org.fanfare.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.fanfare.connection.CallerShares;
import org.fanfare.connection.Pool;
import org.fanfare.connection.PoolBounds;
import org.fanfare.gate.Law;
import org.fanfare.settings.Settings;
import org.fanfare.settings.SettingsLoader;
import org.junit.jupiter.api.Test;

/** Law 6: how the settings divide what all callers share. */
@Law(6)
final class CallerBoundsTest {
  private static final Settings DEFAULTS =
      SettingsLoader.unchanged(CallerBoundsTest.class.getClassLoader());

  private static Settings.PerCaller perCaller(int connections, int percent, int reservedPercent) {
    return new Settings.PerCaller(connections, 10, 10, 1 << 20, 10, 1000, percent, reservedPercent);
  }

  @Test
  void byDefaultACallerHasAtMostHalfAndStrangersLeaveATenth() {
    CallerShares shares = CallerBounds.of(DEFAULTS);

    assertThat(shares.boundsOf(Pool.CONNECTIONS)).isEqualTo(new PoolBounds(10_000, 18_000));
    assertThat(shares.boundsOf(Pool.SESSIONS)).isEqualTo(new PoolBounds(10_000, 36_000));
    assertThat(shares.boundsOf(Pool.BODIES)).isEqualTo(new PoolBounds(250, 900));
    assertThat(shares.boundsOf(Pool.BEGUN_BYTES).each()).isEqualTo(4 << 20);
    assertThat(CallerBounds.keys(DEFAULTS).each()).isEqualTo(50_000);
    assertThat(CallerBounds.keys(DEFAULTS).ofStrangers(100_000)).isEqualTo(90_000);
  }

  @Test
  void noCallerHasMoreThanThePercentageWhateverElseIsSet() {
    assertThat(perCaller(1000, 50, 10).of(1000, 300)).isEqualTo(150);
    assertThat(perCaller(100, 50, 10).of(100, 300)).isEqualTo(100);
    assertThat(perCaller(1000, 100, 0).of(1000, 20)).as("the node bounds it").isEqualTo(1000);
    assertThat(perCaller(1000, 50, 10).of(1000, 1)).as("at least one").isEqualTo(1);
  }

  @Test
  void strangersLeaveThePercentageButAlwaysHaveSome() {
    assertThat(perCaller(1, 50, 10).ofStrangers(300)).isEqualTo(270);
    assertThat(perCaller(1, 50, 0).ofStrangers(300)).isEqualTo(300);
    assertThat(perCaller(1, 50, 90).ofStrangers(1)).isEqualTo(1);
  }

  @Test
  void oneMessageOfTheLargestSizeAlwaysHasRoom() {
    long each = CallerBounds.of(DEFAULTS).boundsOf(Pool.BEGUN_BYTES).each();

    assertThat(each).isGreaterThan(3L * DEFAULTS.limits().messageMaxSize());
  }
}
