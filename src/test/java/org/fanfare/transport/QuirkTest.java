package org.fanfare.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fanfare.transport.Quirk.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What servers do otherwise is in one list, which says what shows it and who handles it. */
final class QuirkTest {
  private static final Path MAIN = Path.of("src/main/java/org/fanfare");

  /** Names of servers and their parts, but in the path of a file that an operator is told of. */
  private static final Pattern SERVERS =
      Pattern.compile(
          "(?i)(?<!server-config/)\\b(payara|glassfish|grizzly|tyrus|catalina|jersey|wildfly|undertow"
              + "|resteasy|(open )?liberty)");

  private static final Pattern LINK = Pattern.compile("\\bQuirk[.#]([A-Z_]+)\\b");

  private static Seen seen(Quirk quirk) {
    try {
      return Quirk.class.getField(quirk.name()).getAnnotation(Seen.class);
    } catch (NoSuchFieldException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachNamesServersWithTheirVersions(Quirk quirk) {
    assertThat(seen(quirk).on())
        .isNotEmpty()
        .allMatch(on -> on.matches("(Payara Micro|GlassFish|Open Liberty|WildFly) \\d+\\.[\\w.]+"));
  }

  @ParameterizedTest
  @EnumSource
  void theTestThatShowsItExists(Quirk quirk) throws ClassNotFoundException {
    String[] test = seen(quirk).shownBy().split("#", 2);
    Class<?> type = Class.forName("org.fanfare." + test[0]);

    assertThat(type.getSimpleName()).matches(".*(Test|IT|Promises)");
    if (test.length == 2) {
      assertThat(type.getDeclaredMethods()).extracting("name").contains(test[1]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoHandlesItExistsAndSaysSo(Quirk quirk) throws IOException {
    assertThat(seen(quirk).handledBy()).isNotEmpty();
    for (String name : seen(quirk).handledBy()) {
      Path source = MAIN.resolve(name.replace('.', '/') + ".java");

      assertThat(source).exists();
      assertThat(links(source)).as(name).contains(quirk.name());
    }
  }

  private static Stream<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("transport/Quirk.java"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void noOtherSourceNamesAServer() throws IOException {
    for (Path source : sources().toList()) {
      assertThat(SERVERS.matcher(Files.readString(source)).results().map(MatchResult::group))
          .as("%s: make it an entry of Quirk, and link to that", source)
          .isEmpty();
    }
  }

  @Test
  void everyLinkLeadsToAnEntry() throws IOException {
    List<String> entries = Arrays.stream(Quirk.values()).map(Enum::name).toList();

    for (Path source : sources().toList()) {
      assertThat(entries).as("%s", source).containsAll(links(source));
    }
  }

  private static List<String> links(Path source) throws IOException {
    return LINK.matcher(Files.readString(source)).results().map(found -> found.group(1)).toList();
  }
}
