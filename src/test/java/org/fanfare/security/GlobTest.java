package org.fanfare.security;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GlobTest {
  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource({
    "demo.*, demo.board, true",
    "demo.*, demo., true",
    "demo.*, demo.a.b.c, true",
    "demo.*, demo, false",
    "demo.*, demoxboard, false",
    "demo.*, mydemo.board, false",
    "*, anything.at-all, true",
    "*.log, a.log.log, true",
    "*.log, a.logs, false",
    "a*b*c, aXbYc, true",
    "a*b*c, acb, false",
    "a*a, a, false",
    "a**b, ab, true",
    "news, news, true",
    "news, News, false",
    "news, news2, false",
  })
  void theStarIsAnyRunOfCharactersAndTheWholeNameMustMatch(
      String pattern, String name, boolean matches) {
    assertThat(new Glob(pattern).matches(name)).isEqualTo(matches);
  }

  static IntStream seeds() {
    return IntStream.range(0, 20);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void itAgreesWithTheDefinitionForRandomPatternsAndNames(int seed) {
    Random random = new Random(seed);
    int matched = 0;

    for (int i = 0; i < 5_000; i++) {
      String pattern = text(random, "ab.*", 8);
      String name = text(random, "ab.", 10);
      boolean expected = byDefinition(pattern, name);

      assertThat(new Glob(pattern).matches(name))
          .as("%s and %s", pattern, name)
          .isEqualTo(expected);
      matched += expected ? 1 : 0;
    }

    assertThat(matched).as("cases that match").isBetween(200, 4_800);
  }

  @Test
  void noPatternMakesItBlowUp() {
    Glob glob = new Glob("*a".repeat(50_000) + "b");
    String name = "a".repeat(128);

    boolean matches = assertTimeoutPreemptively(ofSeconds(5), () -> glob.matches(name));

    assertThat(matches).isFalse();
  }

  private static boolean byDefinition(String pattern, String name) {
    if (pattern.isEmpty()) {
      return name.isEmpty();
    }
    String rest = pattern.substring(1);
    if (pattern.charAt(0) == '*') {
      return IntStream.rangeClosed(0, name.length())
          .anyMatch(run -> byDefinition(rest, name.substring(run)));
    }
    return !name.isEmpty()
        && name.charAt(0) == pattern.charAt(0)
        && byDefinition(rest, name.substring(1));
  }

  private static String text(Random random, String letters, int longest) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(longest + 1); text.length() < length; ) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
