package org.fanfare.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** There is one table of outcomes, and the reference has the same. */
final class StatusTest {
  private static final String DETAIL = "because";
  private static final Pattern REASON = Pattern.compile("(?:^|, |; )`([a-z-]+)");

  @ParameterizedTest
  @EnumSource(Status.class)
  void everyRowHasItsWordAndItsCloseCode(Status status) {
    assertThat(status.word()).matches("[a-z0-9-]+");
    assertThat(status.close()).isBetween(1000, 4999);
    assertThat(status.closeText(DETAIL)).isNotEmpty();
    if (status.isProblem()) {
      assertThat(status.http()).isBetween(400, 599);
      assertThat(status.title()).isNotEmpty();
    }
  }

  @Test
  void aProblemWillPassIfItIs503Or429OrALoginThatThePageCanReplace() {
    assertThat(Stream.of(Status.values()).filter(Status::isProblem))
        .isNotEmpty()
        .allMatch(
            status ->
                new Problem(status, DETAIL).passes()
                    == (status.http() == 503
                        || status.http() == 429
                        || status == Status.INVALID_TICKET
                        || status == Status.INVALID_LOGIN));
  }

  @Test
  void whatHasNoHttpStatusIsNoProblem() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Problem(Status.BYE, DETAIL));
  }

  @Test
  void whoThrowsAProblemIsAnsweredWithItAndCostsNoStackTrace() {
    Problem problem = new Problem(Status.TOO_LARGE, DETAIL);

    assertThat(problem.thrown().problem()).isSameAs(problem);
    assertThat(problem.thrown().getStackTrace()).isEmpty();
    assertThat(problem.thrown()).hasMessage(DETAIL);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("codesOfTheReference")
  void theReferenceGivesItsCodesTheStatusTheyHave(int http, String word) {
    assertThat(Stream.of(Status.values()).filter(s -> s.word().equals(word)).map(Status::http))
        .containsExactly(http);
  }

  static Stream<Arguments> codesOfTheReference() throws IOException {
    return rows("\\| [45]\\d\\d \\|.*")
        .flatMap(
            cells ->
                Stream.of(cells.get(1).split(",", -1))
                    .map(word -> Arguments.of(code(cells), word.strip().replace("`", ""))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("closeReasonsOfTheReference")
  void theReferenceGivesItsCloseCodesTheReasonsTheyHave(int code, String reason, String back) {
    List<Status> meant =
        Stream.of(Status.values())
            .filter(s -> s.close() == code)
            .filter(s -> s.closeText(DETAIL).split("[: ]", 2)[0].equals(reason))
            .toList();

    assertThat(meant)
        .isNotEmpty()
        .allMatch(
            s ->
                switch (s.comesBack()) {
                  case AT_ONCE -> back.startsWith("yes") || back.equals("as you like");
                  case LATER -> back.startsWith("yes, ");
                  case MENDED -> back.startsWith("after ");
                });
  }

  static Stream<Arguments> closeReasonsOfTheReference() throws IOException {
    return closeCodes()
        .flatMap(
            cells ->
                REASON
                    .matcher(cells.get(1))
                    .results()
                    .map(word -> Arguments.of(code(cells), word.group(1), cells.get(2))));
  }

  @Test
  void theReferenceHasEveryCloseCode() throws IOException {
    assertThat(closeCodes().map(StatusTest::code).distinct())
        .containsExactlyElementsOf(
            Stream.of(Status.values()).map(Status::close).distinct().sorted().toList());
  }

  private static Stream<List<String>> closeCodes() throws IOException {
    return rows("\\| [14]\\d\\d\\d \\|.*");
  }

  private static int code(List<String> cells) {
    return Integer.parseInt(cells.get(0));
  }

  private static Stream<List<String>> rows(String like) throws IOException {
    return Files.readAllLines(Path.of("src/site/markdown/reference.md")).stream()
        .filter(line -> line.matches(like))
        .map(line -> Stream.of(line.split("\\|", -1)).skip(1).map(String::strip).toList());
  }
}
