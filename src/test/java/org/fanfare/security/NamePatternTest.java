package org.fanfare.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule P34: what stands at the {@code ~} of a pattern is never in doubt. */
final class NamePatternTest {
  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource({
    "user.~, user.anna, anna",
    "user.~, user.anna_40example_2eorg, anna_40example_2eorg",
    "user.~, user.-, -",
    "user.~, user., ",
    "user.~, user, ",
    "user.~, us, ",
    "user.~, user.a.b, ",
    "user.~, xuser.a, ",
    "user.~, User.a, ",
    "~, anna, anna",
    "~, a.b, ",
    "~.mail, bob.mail, bob",
    "~.mail, .mail, ",
    "inbox.~.mail, inbox.bob.mail, bob",
    "inbox.~.mail, inbox.bob.mails, ",
    "inbox.~.mail, inbox.mail, ",
    "inbox.~.*, inbox.bob.a.b, bob",
    "inbox.~.*, inbox.bob., bob",
    "inbox.~.*, inbox.bob, ",
    "*.~, a.b.bob, bob",
    "*.~, bob, ",
    "*.~.x, a.b.bob.x, bob",
    "*.~.x, bob.x, ",
    "*.~.x, x, ",
    "a*.~, ab.c.bob, bob",
    "a*.~, b.c.bob, ",
  })
  void theTildeIsOneWholePartOfTheName(String pattern, String name, String owner) {
    assertThat(new NamePattern(pattern).match(name)).isEqualTo(owner);
  }

  @ParameterizedTest
  @CsvSource({"news, news, true", "news, news2, false", "demo.*, demo.a.b, true", "*, x, true"})
  void withoutATildeAMatchHasNoOwner(String pattern, String name, boolean matches) {
    assertThat(new NamePattern(pattern).match(name)).isEqualTo(matches ? "" : null);
    assertThat(new NamePattern(pattern).hasOwner()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void itAgreesWithTheDefinitionForRandomPatternsAndNames(int seed) {
    Random random = new Random(seed);
    int matched = 0;

    for (int i = 0; i < 20_000; i++) {
      NamePattern pattern = pattern(random);
      String name = text(random, "ab..", 8);
      List<String> owners = byDefinition(pattern.text(), name);

      assertThat(owners).as("%s and %s", pattern, name).hasSizeLessThan(2);
      assertThat(pattern.match(name))
          .as("%s and %s", pattern, name)
          .isEqualTo(owners.isEmpty() ? null : owners.get(0));
      matched += owners.size();
    }

    assertThat(matched).as("cases that match").isGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"~.~", "user.~~", "~.a.~"})
  void asOwnerThereIsOnlyOne(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NamePattern(pattern))
        .withMessage(
            "\"%s\" has more than one ~; right is one, such as \"user.~\"".formatted(pattern));
  }

  @ParameterizedTest
  @ValueSource(strings = {"user-~", "~x", "*~", "user.~*", "*.~.*", "a*.~.b*"})
  void whatWouldLeaveTheOwnerOpenIsAnError(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NamePattern(pattern))
        .withMessageStartingWith("\"" + pattern + "\" leaves open what stands at the ~; right is");
  }

  @Test
  void theExamplesOfTheMessageAreRight() {
    for (String pattern : List.of("user.~", "inbox.~.*")) {
      assertThatCode(() -> new NamePattern(pattern)).doesNotThrowAnyException();
    }
  }

  /** All that can stand at the tilde: each way to cut the name is tried. */
  private static List<String> byDefinition(String pattern, String name) {
    int at = pattern.indexOf('~');
    List<String> owners = new ArrayList<>();
    for (int begin = 0; begin < name.length(); begin++) {
      for (int end = begin + 1; end <= name.length(); end++) {
        String owner = name.substring(begin, end);
        if (owner.indexOf('.') < 0
            && new Glob(pattern.substring(0, at)).matches(name.substring(0, begin))
            && new Glob(pattern.substring(at + 1)).matches(name.substring(end))) {
          owners.add(owner);
        }
      }
    }
    return owners;
  }

  private static NamePattern pattern(Random random) {
    boolean left = random.nextBoolean();
    String before = text(random, left ? "ab.*" : "ab.", 2);
    String after = text(random, left ? "ab." : "ab.*", 2);
    return new NamePattern(
        (before.isEmpty() ? "" : before + ".") + "~" + (after.isEmpty() ? "" : "." + after));
  }

  private static String text(Random random, String letters, int longest) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(longest + 1); text.length() < length; ) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
