package org.fanfare.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.fanfare.protocol.Problem.Code;
import org.fanfare.wire.kit.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A refusal is a problem of RFC 9457, and the reference knows it. */
final class ProblemTest {
  @ParameterizedTest
  @EnumSource(Code.class)
  void everyProblemIsAnObjectWithTypeTitleStatusAndDetail(Code code) {
    Map<String, Object> json = Json.object(new Problem(code, "a \"quoted\"\ndetail").json());

    assertThat(json).containsOnlyKeys("type", "title", "status", "detail");
    assertThat(json)
        .containsEntry("type", "urn:fanfare:" + code.word())
        .containsEntry("detail", "a \"quoted\"\ndetail");
    assertThat(json.get("status")).hasToString(Integer.toString(code.status()));
    assertThat(code.word()).matches("[a-z0-9-]+");
    assertThat(code.status()).isBetween(400, 599);
  }

  @Test
  void itMayHaveFurtherMembers() {
    assertThat(Json.object(new Problem(Code.TOO_LARGE, "x").json("\"accepted\":5")))
        .containsKeys("type", "accepted");
  }

  @Test
  void onlyWhatIs503WillPass() {
    assertThat(Stream.of(Code.values()).filter(c -> new Problem(c, "x").passes()))
        .isNotEmpty()
        .allMatch(c -> c.status() == 503);
  }

  @Test
  void whoThrowsItIsAnsweredWithItAndCostsNoStackTrace() {
    Problem problem = new Problem(Code.TOO_LARGE, "x");

    assertThat(problem.thrown().problem()).isSameAs(problem);
    assertThat(problem.thrown().getStackTrace()).isEmpty();
    assertThat(problem.thrown()).hasMessage("x");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("codesOfTheReference")
  void theReferenceGivesItsCodesTheStatusTheyHave(int status, String word) {
    assertThat(Stream.of(Code.values()).filter(c -> c.word().equals(word)).map(Code::status))
        .containsExactly(status);
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> codesOfTheReference()
      throws IOException {
    return Files.readAllLines(Path.of("src/site/markdown/reference.md")).stream()
        .filter(line -> line.matches("\\| [45]\\d\\d \\|.*"))
        .flatMap(
            line -> {
              String[] cells = line.split("\\|", -1);
              return Stream.of(cells[2].split(",", -1))
                  .map(word -> word.strip().replace("`", ""))
                  .map(
                      word ->
                          org.junit.jupiter.params.provider.Arguments.of(
                              Integer.parseInt(cells[1].strip()), word));
            });
  }
}
