package org.fanfare.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fanfare.site.Attempts.Attempt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs of {@code publishing.md} publish as they are printed, but for the port of the
 * server, and go on when a first attempt finds a server that is starting. The quick gate runs those
 * for which this machine has the language, the full matrix all.
 */
class PublishingPageTest {
  private static final String MARK = "run: PublishingPageTest";
  private static final String PRINTED = "http://localhost:8080";
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @TempDir Path folder;

  /** How a block of a language becomes a program: its file, and the command that runs it. */
  private record Language(String name, String file, List<String> command) {
    boolean isHere() {
      return Boolean.getBoolean("wire.full")
          || List.of(System.getenv("PATH").split(File.pathSeparator, -1)).stream()
              .anyMatch(each -> Files.isExecutable(Path.of(each, command.get(0))));
    }
  }

  private static final List<Language> OTHERS =
      List.of(
          new Language("python", "publish.py", List.of("python3", "publish.py")),
          new Language("js", "publish.mjs", List.of("node", "publish.mjs")),
          new Language("php", "publish.php", List.of("php", "publish.php")));

  @Test
  void theJavaClassPublishesATextAndJsonAndRetriesWithTheSameKey() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    publishesAndRetries(
        new Language(
            "java", "Publish.java", List.of(java, "-Dfile.encoding=UTF-8", "Publish.java")),
        "Java");
  }

  @Test
  void theProgramsInOtherLanguagesDoTheSame() throws Exception {
    for (Language each : OTHERS) {
      if (each.isHere()) {
        String called =
            each.name().equals("js") ? "Node" : each.name().equals("php") ? "PHP" : "Python";
        publishesAndRetries(each, called);
      }
    }
  }

  @Test
  void theCommandsOfAShellPublish() throws Exception {
    Language shell = new Language("sh", "publish.sh", List.of("bash", "-e", "publish.sh"));
    if (!new Language("sh", "", List.of("curl")).isHere()) {
      return; // the full matrix installs it
    }
    try (Attempts server = new Attempts()) {
      run(shell, server);

      assertThat(server.all())
          .extracting(Attempt::body)
          .containsExactly("hello", "{\"goals\": [2, 1]}");
      assertThat(server.all())
          .allSatisfy(each -> assertThat(each.authorization()).isEqualTo("Bearer " + KEY));
    }
  }

  private void publishesAndRetries(Language language, String called) throws Exception {
    try (Attempts server = new Attempts()) {
      String said = run(language, server);

      List<Attempt> all = server.all();
      assertThat(all).as(said).hasSizeGreaterThanOrEqualTo(4);
      assertThat(all.get(0).body()).isEqualTo("Grüße aus " + called);
      assertThat(all.get(0).type()).startsWith("text/plain");
      assertThat(all.get(2).body().replace(" ", "")).isEqualTo("{\"goals\":[2,1]}");
      assertThat(all.get(2).type()).startsWith("application/json");
      for (int at = 0; at < all.size(); at += 2) {
        assertThat(all.get(at).key()).isNotEmpty();
        assertThat(all.get(at + 1))
            .as("the retry has the same key and body")
            .isEqualTo(all.get(at));
      }
      assertThat(all.get(0).key()).isNotEqualTo(all.get(2).key());
      assertThat(all)
          .allSatisfy(
              each -> {
                assertThat(each.authorization()).isEqualTo("Bearer " + KEY);
                assertThat(each.path()).isEqualTo("/fanfare/groups/news.gate");
              });
    }
  }

  private String run(Language language, Attempts server) throws IOException, InterruptedException {
    String printed = Page.of("publishing.md").only(language.name(), MARK).text();
    assertThat(printed).contains(PRINTED);
    Files.writeString(folder.resolve(language.file()), printed.replace(PRINTED, server.address()));
    ProcessBuilder builder =
        new ProcessBuilder(language.command()).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("FANFARE_KEY", KEY);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
