package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a load balancer is told to send new clients elsewhere. */
final class LayerStateTest {
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void anInterruptionIsAnIllnessOnlyWhenItLasts() {
    LayerState interrupted = new LayerState(LayerState.Kind.INTERRUPTED, SINCE, "why");

    assertThat(interrupted.isIll(SINCE)).isFalse();
    assertThat(interrupted.isIll(SINCE.plus(LayerState.PATIENCE))).isFalse();
    assertThat(interrupted.isIll(SINCE.plus(LayerState.PATIENCE).plusMillis(1))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INTERRUPTED")
  void whatCanStillBeReadIsNoReasonToGoElsewhere(LayerState.Kind kind) {
    assertThat(new LayerState(kind, SINCE, "why").isIll(SINCE.plusSeconds(1000))).isFalse();
  }
}
