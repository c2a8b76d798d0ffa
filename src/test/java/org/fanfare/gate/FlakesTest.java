package org.fanfare.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.gate.Samples.execution;

import java.util.ArrayList;
import java.util.List;
import org.fanfare.gate.TestRun.Outcome;
import org.junit.jupiter.api.Test;

/** A flake on a law is a fault until shown otherwise. */
class FlakesTest {
  @Test
  void theQuickGateLetsOneFlakeOnALawPassAndTheFullMatrixNone() {
    assertThat(Flakes.problems(Gate.QUICK, flakes(1, 0))).isEmpty();
    assertThat(Flakes.problems(Gate.ALL, flakes(1, 0))).isNotEmpty();
  }

  @Test
  void twoFlakesOnLawsAreRedInBoth() {
    assertThat(Flakes.problems(Gate.QUICK, flakes(2, 0))).isNotEmpty();
    assertThat(Flakes.problems(Gate.ALL, flakes(2, 0))).isNotEmpty();
  }

  @Test
  void twoOtherFlakesPassAndThreeDoNot() {
    for (Gate gate : Gate.values()) {
      assertThat(Flakes.problems(gate, flakes(0, 2))).isEmpty();
      assertThat(Flakes.problems(gate, flakes(0, 3))).isNotEmpty();
    }
  }

  @Test
  void aFlakeOnALawTakesNoneOfTheOthers() {
    assertThat(Flakes.problems(Gate.QUICK, flakes(1, 2))).isEmpty();
  }

  private static List<Results.Test> flakes(int ofLaws, int others) {
    List<Results.Test> flakes = new ArrayList<>();
    for (int i = 0; i < ofLaws + others; i++) {
      int law = i < ofLaws ? 2 : 0;
      flakes.add(
          new Results.Test(
              List.of(
                  execution("payara", "test" + i, law, Outcome.FAILED),
                  execution("payara", "test" + i, law, Outcome.PASSED))));
    }
    return flakes;
  }
}
