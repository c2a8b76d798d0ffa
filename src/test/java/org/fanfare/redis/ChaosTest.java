package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.fanfare.gate.Law;
import org.junit.jupiter.api.Test;

/**
 * Nodes on a real server keep the laws while whatever can happen to it does. A longer run, with the
 * seed of another one: {@code mvn surefire:test -Dtest=ChaosTest -Dchaos.seconds=180
 * -Dchaos.seed=7}.
 */
@Law({1, 2, 3, 4})
final class ChaosTest {
  /** Nobody waits longer than 2.2 seconds (R11); the machine that tests has other work, too. */
  private static final long MOST_MILLIS = 4000;

  @Test
  void noLawIsBrokenWhileAServerFailsInEveryWay() throws IOException {
    long seed = Long.getLong("chaos.seed", System.nanoTime());
    try (Chaos chaos = new Chaos(seed)) {
      ChaosSeen seen = chaos.run(Duration.ofSeconds(Integer.getInteger("chaos.seconds", 0)));

      assertThat(seen.broken()).as("seed %d, %s", seed, seen).isEmpty();
      assertThat(seen.faults()).as("seed %d", seed).containsOnlyKeys(ChaosFault.values());
      assertThat(seen.told()).isGreaterThan(seen.accepted());
      assertThat(seen.lostTails()).as("seed %d, %s", seed, seen).isPositive();
      assertThat(seen.epochGaps()).as("seed %d, %s", seed, seen).isPositive();
      assertThat(seen.refused()).as("seed %d, %s", seed, seen).isPositive();
      assertThat(seen.doubtful()).as("seed %d, %s", seed, seen).isPositive();
      assertThat(seen.slowestMillis()).as("seed %d, %s", seed, seen).isLessThan(MOST_MILLIS);
    }
  }
}
