package org.fanfare.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code settings.md} and the comments of {@code reference.conf} to what the code does. */
class DocumentationTest {
  private static final Path PAGE = Path.of("src/site/markdown/settings.md");
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `([a-z.-]+)` \\| `(.+?)` \\| (?:(`.+?`) to (`.+?`)|(.*?)) \\| (.+) \\|$",
          Pattern.MULTILINE);
  private static final Config REFERENCE =
      ConfigFactory.parseResources(DocumentationTest.class.getClassLoader(), "reference.conf")
          .getConfig("fanfare");

  @TempDir Path folder;

  /** One line of the table of settings. */
  record Row(String name, String unset, String min, String max) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Row> rows() throws IOException {
    return ROW.matcher(Files.readString(PAGE)).results().map(DocumentationTest::row).toList();
  }

  static Stream<Row> rowsWithRange() throws IOException {
    return rows().stream().filter(row -> !row.min().isEmpty());
  }

  @Test
  void thePageHasEachSettingOnceWithItsDefault() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    for (Row row : rows()) {
      assertThat(documented.put(row.name(), unquoted(row.unset()))).as(row.name()).isNull();
    }
    Map<String, String> actual = new TreeMap<>();
    for (var entry : REFERENCE.entrySet()) {
      actual.put(entry.getKey(), unquoted(entry.getValue().render(ConfigRenderOptions.concise())));
    }
    actual.remove("groups");

    assertThat(documented).isEqualTo(actual);
  }

  private static String unquoted(String value) {
    return value.replace("\"", "");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void theCommentInTheReferenceTellsTheRange(Row row) {
    String comment = String.join(" ", comments(row.name())).replaceAll("\\s+", " ");

    assertThat(comment).isNotBlank();
    if (!row.min().isEmpty()) {
      assertThat(comment).contains(row.min() + " to " + row.max());
    }
  }

  static List<String> examples() throws IOException {
    return blocks(PAGE, "hocon");
  }

  static List<String> mistakes() throws IOException {
    return blocks(PAGE, "conf");
  }

  @ParameterizedTest(name = "example {index}")
  @MethodSource("examples")
  void eachExampleOfThePageIsTaken(String example) throws IOException {
    assertThatCode(example(folder.resolve("example.conf"), example)::load)
        .doesNotThrowAnyException();
  }

  /** Returns where an example is read from, with the variables that examples name. */
  static Sources example(Path file, String text) throws IOException {
    return Sources.none()
        .variable("FANFARE_KEY", "0123456789abcdef")
        .variable("SHOP_KEY", "123456789abcdef0")
        .variable("SCRAPER_KEY", "23456789abcdef01")
        .variable("FANFARE_LOG_KEY", "3456789abcdef012")
        .variable("FANFARE_REDIS_PASSWORD", "secret")
        .file(file, text);
  }

  @ParameterizedTest(name = "mistake {index}")
  @MethodSource("mistakes")
  void eachMistakeOfThePageEndsInTheMessageThatThePageShows(String mistake) {
    Sources sources = Sources.none().file(folder.resolve("fanfare.conf"), mistake);

    assertThatThrownBy(sources::load)
        .isInstanceOf(SettingsException.class)
        .satisfies(
            e ->
                assertThat(Files.readString(PAGE))
                    .contains("\n    " + e.getMessage().replace(folder.toString(), "/etc") + "\n"));
  }

  @Test
  void thePageHasExamplesAndMistakes() throws IOException {
    assertThat(examples()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(mistakes()).hasSizeGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rowsWithRange")
  void bothEndsOfTheDocumentedRangeAreTakenAndWhatIsBeyondIsNot(Row row) {
    String right = "from " + row.min() + " to " + row.max();

    assertThatCode(with(row.name(), row.min())::load).doesNotThrowAnyException();
    assertThatCode(with(row.name(), row.max())::load).doesNotThrowAnyException();
    for (String beyond : List.of(beyond(row.min(), -1), beyond(row.max(), 1))) {
      assertThatThrownBy(with(row.name(), beyond)::load)
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("fanfare." + row.name() + " is \"" + beyond + "\"")
          .hasMessageEndingWith(right);
    }
  }

  static List<String> blocks(Path page, String language) throws IOException {
    return Pattern.compile("^```" + language + "\n(.+?)^```", Pattern.MULTILINE | Pattern.DOTALL)
        .matcher(Files.readString(page))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static Sources with(String name, String value) {
    return Sources.none().property("fanfare." + name, value);
  }

  /** Returns the amount that is one millisecond, byte or piece more or less. */
  private static String beyond(String amount, int more) {
    if (amount.matches("[0-9]+(ms|s|m|h|d)")) {
      Duration duration = ConfigFactory.parseString("x=" + amount).getDuration("x");
      return duration.plusMillis(more).toMillis() + "ms";
    }
    return Long.toString(ConfigFactory.parseString("x=" + amount).getBytes("x") + more);
  }

  private static Row row(MatchResult match) {
    String min = match.group(3);
    String max = match.group(4);
    return new Row(
        match.group(1),
        match.group(2),
        min == null ? "" : min.replace("`", ""),
        max == null ? "" : max.replace("`", ""));
  }

  private static List<String> comments(String name) {
    ConfigObject object = REFERENCE.root();
    List<String> path = ConfigUtil.splitPath(name);
    for (String section : path.subList(0, path.size() - 1)) {
      object = (ConfigObject) object.get(section);
    }
    return object.get(path.get(path.size() - 1)).origin().comments();
  }
}
