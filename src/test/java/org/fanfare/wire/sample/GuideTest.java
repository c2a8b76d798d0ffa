package org.fanfare.wire.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code first-consumer.md}, {@code tutorial.md} and the README show of consumers is cut out
 * of the sample, and the sample's build is ours. What {@code consumers.md} begins with is code that
 * runs on servers.
 */
class GuideTest {
  private static final Path PAGE = Path.of("src/site/markdown/first-consumer.md");
  private static final Path README = Path.of("README.md");
  private static final Path TUTORIAL = Path.of("src/site/markdown/tutorial.md");
  private static final Path SAMPLE = Path.of("src/it/sample");
  private static final Pattern CUT =
      Pattern.compile("^<!-- cut out of (\\S+) -->\n```\\w+\n(.+?)^```$", flags());
  private static final Pattern JAVA = Pattern.compile("^```java$", flags());
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>([a-z0-9-]+)</artifactId>\\s*<version>([^<]+)</version>");

  /** A piece of a page. */
  record Cut(String file, String text) {
    @Override
    public String toString() {
      return file;
    }

    /** It may stand further to the right in the file. */
    boolean isIn(String source) {
      return Stream.of("", "  ", "    ")
          .anyMatch(indent -> source.contains(text.replaceAll("(?m)^(?=.)", indent)));
    }
  }

  /** What must be as new in the sample's build as in ours. */
  record Version(String artifact, String version) {}

  static List<Cut> cuts() throws IOException {
    List<Cut> all = new ArrayList<>();
    for (Path page : List.of(PAGE, README, TUTORIAL)) {
      all.addAll(cuts(page));
    }
    return all;
  }

  private static List<Cut> cuts(Path page) throws IOException {
    return CUT.matcher(Files.readString(page))
        .results()
        .map(match -> new Cut(match.group(1), match.group(2)))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cuts")
  void thePagesShowWhatIsInTheSample(Cut cut) throws IOException {
    assertThat(Files.readString(SAMPLE.resolve(cut.file())))
        .as("what the page shows of it:%n%s", cut.text())
        .satisfies(source -> assertThat(cut.isIn(source)).isTrue());
  }

  @Test
  void allCodeOfThePagesIsCutOutOfTheSample() throws IOException {
    for (Path page : List.of(PAGE, README, TUTORIAL)) {
      assertThat(JAVA.matcher(Files.readString(page)).results())
          .isNotEmpty()
          .hasSameSizeAs(cuts(page));
    }
  }

  @Test
  void theFirstConsumerIsShownWhole() throws IOException {
    assertThat(cuts(PAGE).get(0).text())
        .isEqualTo(Files.readString(SAMPLE.resolve("src/main/java/sample/Lobby.java")));
  }

  @Test
  void theChatThatTheGuideToConsumersBeginsWithIsThatOfTheTestsOnServers() throws IOException {
    String guide = Files.readString(Path.of("src/site/markdown/consumers.md"));
    String chat = Files.readString(Path.of("src/test/java/org/fanfare/wire/consumers/Chat.java"));

    assertThat(guide.replaceFirst("(?s).*?```java\n(.*?)```.*", "$1"))
        .isEqualToIgnoringWhitespace(chat.replaceFirst("package .*;", ""));
  }

  @Test
  void theBuildOfTheSampleHasTheVersionsOfOurs() throws IOException {
    String ours = Files.readString(Path.of("pom.xml"));
    List<Version> known = versions(ours);
    List<Version> both =
        versions(Files.readString(SAMPLE.resolve("pom.xml"))).stream()
            .filter(each -> known.stream().anyMatch(one -> one.artifact().equals(each.artifact())))
            .toList();

    assertThat(both).hasSizeGreaterThan(5).isSubsetOf(known);
    assertThat(Files.readString(SAMPLE.resolve("pom.xml")))
        .contains("payara-micro:" + property(ours, "payara.version"));
  }

  private static List<Version> versions(String pom) {
    return VERSION
        .matcher(pom)
        .results()
        .map(match -> new Version(match.group(1), resolved(pom, match.group(2))))
        .toList();
  }

  private static String resolved(String pom, String version) {
    return version.startsWith("${")
        ? property(pom, version.substring(2, version.length() - 1))
        : version;
  }

  /** The first one: profiles have further ones of the same name. */
  private static String property(String pom, String name) {
    return pom.replaceFirst("(?s).*?<" + name + ">(.+?)</.*", "$1");
  }

  private static int flags() {
    return Pattern.MULTILINE | Pattern.DOTALL;
  }
}
