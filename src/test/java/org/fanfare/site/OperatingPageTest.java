package org.fanfare.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code operating.md} names the log lines, the metrics and the options that there are. */
class OperatingPageTest {
  private static final String MARK = "run: OperatingPageTest";
  private static final Pattern LOGGED =
      Pattern.compile(
          "\\.log\\(\\s*Level\\.(?:INFO|WARNING|ERROR),\\s*(TEXT(?:\\s*\\+\\s*(?:TEXT|\\w+))*)"
              .replace("TEXT", "\"(?:[^\"\\\\]|\\\\.)*\""));
  private static final Pattern ROW =
      Pattern.compile("^\\| (`.+?`) \\| (?:INFO|WARNING|ERROR).*\\|$", Pattern.MULTILINE);
  private static final Pattern METRIC = Pattern.compile("fanfare_[a-z_]+");

  private static Page page() throws IOException {
    return Page.of("operating.md");
  }

  @Test
  void eachLineThatTheSourcesLogIsInTheTable() throws IOException {
    List<Pattern> rows =
        ROW.matcher(page().text())
            .results()
            .flatMap(row -> Stream.of(row.group(1).split("`, `", -1)))
            .map(each -> each.replace("`", ""))
            .map(OperatingPageTest::beginning)
            .toList();

    assertThat(logged()).hasSizeGreaterThan(25);
    for (String line : logged()) {
      assertThat(rows).as(line).anyMatch(row -> row.matcher(line).find());
    }
  }

  /** Returns a pattern of lines that begin like this, where … stands for anything. */
  private static Pattern beginning(String row) {
    String[] parts = row.replaceFirst("…$", "").split("…", -1);
    StringBuilder pattern = new StringBuilder("^");
    for (int at = 0; at < parts.length; at++) {
      pattern.append(at == 0 ? "" : ".*").append(Pattern.quote(parts[at].strip()));
    }
    return Pattern.compile(pattern.toString());
  }

  /** The texts of the calls, with … for what they are given. */
  private static List<String> logged() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      return sources
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> LOGGED.matcher(read(file)).results())
          .map(call -> told(call.group(1)))
          .toList();
    }
  }

  private static String told(String expression) {
    return expression
        .replaceAll("\"\\s*\\+\\s*\"", "")
        .replaceAll("\"\\s*\\+\\s*\\w+\\s*\\+\\s*\"", "…")
        .replaceAll("^\"|\"$", "")
        .replaceAll("\\{[0-9]}|%[sd]", "…")
        .replace("''", "'")
        .replace("\\\"", "\"");
  }

  @Test
  void theAlertsAskForMetricsThatThereAre() throws IOException {
    String alerts = page().only("yaml", MARK).text();
    String reference = Page.of("reference.md").text();

    List<String> asked =
        METRIC.matcher(alerts).results().map(MatchResult::group).distinct().toList();

    assertThat(asked).hasSizeGreaterThan(8);
    assertThat(asked).allSatisfy(each -> assertThat(reference).contains("| `" + each));
  }

  @Test
  void eachAlertHasARowThatSaysWhereToLookFirst() throws IOException {
    String alerts = page().only("yaml", MARK).text();

    Pattern.compile("alert: (\\w+)")
        .matcher(alerts)
        .results()
        .forEach(alert -> assertThat(rowsOf()).contains("`" + alert.group(1) + "`"));
  }

  private static String rowsOf() {
    return read(Path.of("src/site/markdown/operating.md")).replaceFirst("(?s).*\\| alert \\|", "");
  }

  @Test
  void theUnitStartsPayaraMicroAsItsPageSays() throws IOException {
    String unit = page().only("ini", MARK).text();
    String command = Page.of("server-config/payara/README.md").blocks().get(0).text();

    List<String> options =
        Pattern.compile("--[a-z]+").matcher(command).results().map(MatchResult::group).toList();

    assertThat(options).hasSizeGreaterThan(6);
    assertThat(options).allSatisfy(each -> assertThat(unit).contains(each));
    assertThat(unit).contains("LimitNOFILE=65536", "TimeoutStopSec=2", "Restart=always");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }
}
