package org.fanfare.wire.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * README.md and tutorial.md as a newcomer uses them: their settings, commands and page, as they are
 * printed, but for the port of the server.
 */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
class FirstHourIT {
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final String SERVER = "http://localhost:8080/fanfare/";
  private static final String SITE = "http://localhost:8000";
  private static volatile String served = "";
  private static final HttpServer LISTED = OtherSite.serving(() -> served);
  private static final HttpServer OTHER = OtherSite.serving(() -> served);

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;
  @TempDir Path folder;

  @AfterAll
  static void endSites() {
    LISTED.stop(0);
    OTHER.stop(0);
  }

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return ShrinkWrap.create(ZipImporter.class, "fanfare.war")
        .importFrom(new File(System.getProperty("war.file")))
        .as(WebArchive.class)
        .addAsResource(
            new StringAsset(
                block("hocon")
                    .replace("${FANFARE_KEY}", "\"" + KEY + "\"")
                    .replace(SITE, "http://localhost:" + LISTED.getAddress().getPort())),
            "fanfare.conf");
  }

  @Test
  void theKeyIsShownOnceAndIsOneThatIsTaken() throws Exception {
    String shown = run(command("export FANFARE_KEY="));

    assertThat(shown).matches("FANFARE_KEY=[0-9a-f]{48}\n");
  }

  @Test
  void whatIsPublishedAsPrintedIsHeardAsPrinted() throws Exception {
    assertThat(run(command("curl -d hello"))).contains("\"cursor\":", "\"demo.board\":");
    assertThat(run(command("curl 'http"))).contains("\"text\":\"hello\"");
    assertThat(run("timeout 5 " + command("curl -N") + " | head -n 6 || true")).contains("data: ");
  }

  @Test
  void aGrowingFileBecomesABoardLineByLine() throws Exception {
    Path log = folder.resolve("app.log");
    Files.writeString(log, "first line\nsecond line\n");

    Path said = folder.resolve("said");
    Process board = bash(command("tail -F") + " > " + said + " 2>&1");
    try {
      await("both lines are published")
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(
              () -> {
                Files.writeString(log, "a later line\n", StandardOpenOption.APPEND);
                assertThat(Http.get(server().groups("demo.log", "after=start&wait=0")).body())
                    .as(Files.readString(said))
                    .contains("first line", "second line", "a later line");
              });
    } finally {
      board.descendants().forEach(ProcessHandle::destroy);
      board.destroy();
    }
  }

  @Test
  void thePageIsGivenWhatTheBackEndPublishesWithTheKey() throws Exception {
    Tab tab = page(LISTED, here(block("html")));

    String answer =
        run(
            "export FANFARE_KEY="
                + KEY
                + "; "
                + command("curl -H \"Authorization: Bearer $FANFARE_KEY\" -d 'Gate 4'"));

    assertThat(answer).contains("\"cursor\":");
    tab.until("document.getElementById('news').textContent === 'Gate 4'");
  }

  @Test
  void aPageOfAnOriginThatIsNotListedGoesOnTryingAndIsGivenNothing() throws Exception {
    Tab tab = page(OTHER, here(block("html")).replace("console.log }", "s => window.state = s }"));
    tab.mayComplain();

    tab.until("window.state === 'waiting'");

    assertThat(tab.page().locator("li").count()).isZero();
  }

  @Test
  void anAddressWithoutAHostIsResolvedAgainstThePage() {
    Tab tab = chromium.openScript(server());
    tab.page()
        .evaluate(
            "path => { window.heard = [];"
                + " Fanfare.subscribe(path, { last: 1, onMessage: m => heard.push(m) }); }",
            "../groups/demo.relative");

    Http.post(server().groups("demo.relative", ""), "text/plain", "relative");

    tab.until("heard.length === 1");
  }

  @Test
  void anAddressAtWhichFanfareIsNotIsRefusedWithWhatWasAskedAndNotAskedForEver() {
    Tab tab = chromium.openScript(server());
    tab.mayComplain();
    tab.page().clock().install();
    tab.page()
        .evaluate(
            "() => Fanfare.subscribe('/nowhere/groups/demo.board',"
                + " { onState: (state, detail) => { window.state = state; window.detail = detail; } })");

    for (int turn = 0; turn < 500 && !isRefused(tab); turn++) {
      tab.page().clock().runFor(250); // the page's clock alone: answers take their own time
    }

    assertThat(tab.page().evaluate("window.state")).isEqualTo("refused");
    assertThat((String) tab.page().evaluate("detail.reason"))
        .contains("/nowhere/groups/demo.board was answered with 404");
  }

  private static boolean isRefused(Tab tab) {
    return "refused".equals(tab.page().evaluate("window.state"));
  }

  private Tab page(HttpServer site, String html) {
    served = html;
    return chromium.open(
        URI.create("http://localhost:" + site.getAddress().getPort() + "/page.html"),
        Look.WIDE_LIGHT);
  }

  private Server server() {
    return Server.at(context);
  }

  /** What is printed, with the address of this test's server. */
  private String here(String printed) {
    String at = server().context().toString();
    return printed
        .replace(SERVER, at)
        .replace(SERVER.replace("http", "ws"), at.replace("http", "ws"));
  }

  private String run(String script) throws IOException, InterruptedException {
    Process bash = bash(script);
    bash.getOutputStream().close();
    String said = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertThat(bash.waitFor(1, MINUTES)).as(script).isTrue();
    return said;
  }

  private Process bash(String script) throws IOException {
    return new ProcessBuilder("bash", "-c", script)
        .directory(folder.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** The one command of the README and the tutorial that begins like this. */
  private String command(String begin) {
    List<String> lines =
        pages().lines().filter(line -> line.startsWith("    " + begin)).map(String::strip).toList();
    assertThat(lines).as(begin).hasSize(1);
    return here(lines.get(0));
  }

  private static String block(String language) {
    return Pattern.compile("^```" + language + "\n(.+?)^```", Pattern.MULTILINE | Pattern.DOTALL)
        .matcher(pages())
        .results()
        .map((MatchResult block) -> block.group(1))
        .collect(joining());
  }

  private static String pages() {
    Path root = Path.of(System.getProperty("project.dir"));
    try {
      return Files.readString(root.resolve("README.md"))
          + Files.readString(root.resolve("src/site/markdown/tutorial.md"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
