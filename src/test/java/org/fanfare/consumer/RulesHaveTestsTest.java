package org.fanfare.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each rule of the design of consumers is named by a test that holds it. The comment of the class
 * or of the method names it: a word for one rule or for several, then their numbers, with commas,
 * "and" and "to".
 */
final class RulesHaveTestsTest {
  private static final int LAST = 54;
  private static final int UNUSED = 31; // no rule has this number

  private static final Pattern NAMED =
      Pattern.compile("\\bRules? (P\\d+(?:(?:, and |, | and | to )P\\d+)*)");
  private static final Pattern RANGE = Pattern.compile("P(\\d+)(?: to P(\\d+))?");
  private static final Pattern LINE_OF_A_COMMENT = Pattern.compile("\\s*\\n\\s*(?:\\*|//) ?");

  @Test
  void noRuleIsWithoutATest() {
    NavigableMap<Integer, NavigableSet<String>> tests = tests();

    List<String> missing =
        IntStream.rangeClosed(1, LAST)
            .filter(rule -> rule != UNUSED)
            .filter(rule -> !tests.containsKey(rule))
            .mapToObj(rule -> "P" + rule)
            .toList();

    assertThat(missing).as("rules that no test names").isEmpty();
  }

  @Test
  void noTestNamesARuleThatThereIsNot() {
    NavigableMap<Integer, NavigableSet<String>> tests = tests();

    assertThat(tests.getOrDefault(UNUSED, new TreeSet<>())).isEmpty();
    assertThat(tests.tailMap(LAST, false)).isEmpty();
  }

  @Test
  void severalRulesAreReadAsTheyAreWritten() {
    assertThat(rules("/** Some.\n *\n * <p>Rules P2, P4 to P6 and\n * P9; of P11, that. */"))
        .containsExactly(2, 4, 5, 6, 9);
    assertThat(rules("// Rule P7: and so on")).containsExactly(7);
  }

  /** Returns the tests of each rule that is named. */
  private static NavigableMap<Integer, NavigableSet<String>> tests() {
    NavigableMap<Integer, NavigableSet<String>> tests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith(RulesHaveTestsTest.class.getSimpleName() + ".java"))
          .forEach(
              file ->
                  rules(contents(file))
                      .forEach(
                          rule ->
                              tests
                                  .computeIfAbsent(rule, x -> new TreeSet<>())
                                  .add(String.valueOf(file.getFileName()))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tests;
  }

  private static String contents(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NavigableSet<Integer> rules(String source) {
    NavigableSet<Integer> rules = new TreeSet<>();
    Matcher named = NAMED.matcher(LINE_OF_A_COMMENT.matcher(source).replaceAll(" "));
    while (named.find()) {
      RANGE
          .matcher(named.group(1))
          .results()
          .flatMapToInt(RulesHaveTestsTest::range)
          .forEach(rules::add);
    }
    return rules;
  }

  private static IntStream range(MatchResult range) {
    int first = Integer.parseInt(range.group(1));
    return IntStream.rangeClosed(
        first, range.group(2) == null ? first : Integer.parseInt(range.group(2)));
  }
}
