package org.fanfare.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NearestNameTest {
  @Test
  void theNameWithTheFewestLettersToChangeIsTheNearest() {
    List<String> names = List.of("heartbeat", "sse.retry", "workers");

    assertThat(NearestName.of("hartbeat", names)).isEqualTo("heartbeat");
    assertThat(NearestName.of("worker", names)).isEqualTo("workers");
    assertThat(NearestName.of("retry", names)).isEqualTo("sse.retry");
  }

  @Test
  void ofEquallyNearNamesItIsTheFirstInTheAlphabet() {
    assertThat(NearestName.of("ab", List.of("ac", "aa"))).isEqualTo("aa");
  }

  static IntStream seeds() {
    return IntStream.range(0, 10);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theDistanceIsTheFewestInsertionsRemovalsAndChanges(int seed) {
    Random random = new Random(seed);

    for (int i = 0; i < 200; i++) {
      String a = text(random);
      String b = text(random);

      assertThat(NearestName.distance(a, b)).as("%s to %s", a, b).isEqualTo(byDefinition(a, b));
    }
  }

  private static int byDefinition(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.length() + b.length();
    }
    int changed =
        byDefinition(a.substring(1), b.substring(1)) + (a.charAt(0) == b.charAt(0) ? 0 : 1);
    int removed = byDefinition(a.substring(1), b) + 1;
    int inserted = byDefinition(a, b.substring(1)) + 1;
    return Math.min(changed, Math.min(removed, inserted));
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(6); text.length() < length; ) {
      text.append((char) ('a' + random.nextInt(3)));
    }
    return text.toString();
  }
}
