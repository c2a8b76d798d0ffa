package org.fanfare.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fanfare.connection.Ended;
import org.fanfare.gate.Law;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds {@code bounds.md} to the code: every setting is the setting of a bound or is said to be
 * none, and what a row of the table says is so. A new bound needs a row there; if it is no setting,
 * its constant is to be added here.
 */
@Law(6)
final class BoundsPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/bounds.md");
  private static final Path REFERENCE_PAGE = Path.of("src/site/markdown/reference.md");
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| ([^|`]+) \\| (\\w+) \\| (?:`([a-z.-]+)`|\\*fixed\\*) \\| `([^`]+)` \\| (?:`(\\w+)`|–)"
              + " \\| ([^|]+) \\| `([A-Za-z.]+)#(\\w+)` \\|$",
          Pattern.MULTILINE);
  private static final Pattern OUTCOME = Pattern.compile("(\\d{3,4}) `([a-z-]+)`");
  private static final Set<String> OWNERS =
      Set.of("message", "connection", "caller", "rule", "node");

  /** The settings that bound nothing that a client can make grow. */
  private static final Set<String> NO_BOUNDS =
      Set.of(
          "address",
          "check",
          "consumers.plain",
          "consumers.slow",
          "demo.applications",
          "demo.clock",
          "demo.interval",
          "groups",
          "hosts",
          "keys",
          "layer",
          "origins",
          "poll",
          "redis.check",
          "redis.linger",
          "redis.password",
          "redis.prefix",
          "redis.servers",
          "redis.user",
          "rule-defaults.join",
          "rule-defaults.publish",
          "sse.retry",
          "stop.spread",
          "trusted-proxies",
          "websocket",
          "websocket-deflate",
          "workers");

  /** The constants of the bounds that are no settings. */
  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("groups that are named together", "session.GroupNames.MAX"),
          Map.entry("messages of a batch", "protocol.BatchParser.MOST"),
          Map.entry("characters of a client that a problem repeats", "message.Excerpt.LONGEST"),
          Map.entry("groups of a connection", "connection.Readers.MAX"),
          Map.entry(
              "messages that wait before what a socket reads is open", "session.EarlyInbox.MOST"),
          Map.entry(
              "messages of a client that wait for a callback",
              "consumer.run.ConsumerSettings.INBOX_MESSAGES"),
          Map.entry(
              "messages of a consumer that its client has not read",
              "consumer.run.ConsumerSettings.OUTGOING_MOST_MESSAGES"),
          Map.entry("timers of a consumer's connection", "consumer.run.ConsumerSettings.TIMERS"),
          Map.entry(
              "problems that a client is told in a minute",
              "consumer.run.ConsumerSettings.PROBLEMS_IN_A_MINUTE"),
          Map.entry("tickets that wait for their use", "security.Tickets.MOST"),
          Map.entry("logins by cookies", "security.CookieLogins.MOST"),
          Map.entry("requests to Redis that wait", "redis.InFlight.MOST"));

  private static final Config REFERENCE =
      ConfigFactory.parseResources(BoundsPageTest.class.getClassLoader(), "reference.conf")
          .getConfig("fanfare");

  /**
   * One line of the table.
   *
   * @param setting the setting; empty if the bound is fixed
   * @param metric the metric; empty if there is none
   */
  record Row(
      String bound,
      String owner,
      String setting,
      String unset,
      String metric,
      String beyond,
      String test,
      String method) {
    @Override
    public String toString() {
      return bound;
    }
  }

  static List<Row> rows() throws IOException {
    return ROW.matcher(Files.readString(PAGE)).results().map(BoundsPageTest::row).toList();
  }

  private static Row row(MatchResult match) {
    return new Row(
        match.group(1),
        match.group(2),
        orEmpty(match.group(3)),
        match.group(4),
        orEmpty(match.group(5)),
        match.group(6),
        match.group(7),
        match.group(8));
  }

  private static String orEmpty(String part) {
    return part == null ? "" : part;
  }

  @Test
  void everyLineOfTheTableIsRead() throws IOException {
    long lines =
        Files.readString(PAGE).lines().filter(line -> line.startsWith("| ")).count()
            - 1; // its head

    assertThat(rows()).hasSize((int) lines).doesNotHaveDuplicates();
  }

  @Test
  void everySettingThatBoundsSomethingHasItsLine() throws IOException {
    Set<String> expected =
        REFERENCE.entrySet().stream()
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(expected).containsAll(withoutUnset(NO_BOUNDS));
    expected.removeAll(NO_BOUNDS);

    assertThat(rows().stream().map(Row::setting).filter(setting -> !setting.isEmpty()).distinct())
        .as("settings of bounds.md; one that bounds nothing belongs to NO_BOUNDS of this test")
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static Set<String> withoutUnset(Set<String> names) {
    return names.stream()
        .filter(name -> !name.equals("redis.password")) // an optional variable alone
        .collect(Collectors.toSet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void aLineHasAnOwnerAndTheDefaultThatThereIs(Row row) throws ReflectiveOperationException {
    assertThat(OWNERS).contains(row.owner());
    assertThat(row.unset()).isEqualTo(row.setting().isEmpty() ? constant(row) : unset(row));
  }

  private static String unset(Row row) {
    return REFERENCE
        .getValue(row.setting())
        .render(ConfigRenderOptions.concise())
        .replace("\"", "");
  }

  private static String constant(Row row) throws ReflectiveOperationException {
    String name = FIXED.get(row.bound());
    assertThat(name).as("the constant of this bound in FIXED of this test").isNotNull();
    int end = name.lastIndexOf('.');
    Field field =
        Class.forName("org.fanfare." + name.substring(0, end))
            .getDeclaredField(name.substring(end + 1));
    field.setAccessible(true);
    return String.valueOf(field.get(null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void itsMetricIsOneOfTheReference(Row row) throws IOException {
    if (!row.metric().isEmpty()) {
      assertThat(Files.readString(REFERENCE_PAGE)).containsPattern("(?m)^\\| `" + row.metric());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void whatHappensBeyondItIsAnOutcomeThatThereIs(Row row) {
    assertThat(row.beyond()).isNotBlank();
    for (MatchResult said : OUTCOME.matcher(row.beyond()).results().toList()) {
      assertThat(outcomes()).contains(said.group(1) + " " + said.group(2));
    }
  }

  /** The statuses and close codes, each with its word or the beginning of its close reason. */
  private static Set<String> outcomes() {
    Ended ended = Ended.SOCKET_LIFETIME;
    return Stream.concat(
            Stream.of(ended.code() + " " + ended.text()),
            Arrays.stream(Status.values())
                .flatMap(
                    status ->
                        Stream.of(
                            status.http() + " " + status.word(),
                            status.close() + " " + status.word(),
                            status.close() + " " + status.closeText("").split("[: ]", 2)[0])))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void theTestThatReachesItExists(Row row) throws ClassNotFoundException {
    assertThat(Class.forName("org.fanfare." + row.test()).getDeclaredMethods())
        .anyMatch(method -> method.getName().equals(row.method()));
  }
}
