package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of the first start, and its bell, as each server serves them. */
@ArquillianTest
@Tag("full")
class ChatAndBellIT {
  private static final Pattern OWN_FILE = Pattern.compile("(?:src|href)=\"([^\"]+[.][a-z]+)\"");
  private static final Pattern IMPORT = Pattern.compile("import .* from \"([^\"]+)\"");

  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo/chat/lobby",
        "demo/notifications/ann",
        "demo/note/shopping",
        "demo/danmaku/waves",
        "demo/quotes"
      })
  void aPageIsServedWithAllThatItNamesAndAllowsNothingElse(String path) {
    URI page = resolve(path);

    Answer answer = Http.get(page, "Accept", "text/html");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
    assertThat(answer.header("Content-Security-Policy"))
        .contains("default-src 'none'; script-src 'self'; style-src 'self';");
    assertThat(answer.body()).doesNotContainPattern("[{][a-z]+[}]").containsOnlyOnce("<main ");
    List<URI> files = named(OWN_FILE, answer, page);
    assertThat(files).hasSizeGreaterThanOrEqualTo(5);
    for (URI file : files) {
      Answer served = Http.get(file);
      assertThat(served.status()).as(file.toString()).isEqualTo(200);
      if (file.getPath().endsWith(".js")) {
        assertThat(served.header("Content-Type")).contains("javascript");
        assertThat(named(IMPORT, served, file))
            .hasSizeGreaterThanOrEqualTo(2)
            .allSatisfy(each -> assertThat(Http.get(each).status()).isEqualTo(200))
            .allSatisfy(
                each -> assertThat(Http.get(each).header("Content-Type")).contains("javascript"));
      }
    }
  }

  /** Returns what a text names, resolved against its own address. */
  private static List<URI> named(Pattern pattern, Answer text, URI address) {
    return pattern
        .matcher(text.body())
        .results()
        .map((MatchResult found) -> address.resolve(found.group(1)))
        .toList();
  }

  @Test
  void whatIsToldInATransactionIsReadAfterItsCommit() {
    URI bell = resolve("demo/notifications/commit");

    Answer told = Http.post(bell, "application/x-www-form-urlencoded", "Your parcel is there");

    assertThat(told.status()).as(told.body()).isEqualTo(202);
    await()
        .untilAsserted(() -> assertThat(log(bell)).contains("\"text\":\"Your parcel is there\""));
  }

  @Test
  void whatIsTooLargeIsRefusedAndTheClientIsToldSo() {
    URI bell = resolve("demo/notifications/large");

    assertThat(Http.post(bell, "text/plain", "x".repeat(60_000)).problem())
        .isEqualTo("413 too-large");
    assertThat(Http.post(bell, "text/plain", "small").status()).isEqualTo(202);
    await().untilAsserted(() -> assertThat(log(bell)).contains("small").doesNotContain("xxx"));
  }

  /** Returns what a new tab reads first. */
  private static String log(URI bell) {
    Answer opened = Http.post(bell, "application/json", "", "Fanfare-Session", "new");
    String id = (String) Json.asObject(opened.json().get("open")).get("session");
    return Http.get(URI.create(bell + "?ack=0&wait=1"), "Fanfare-Session", id).body();
  }

  private URI resolve(String path) {
    return Server.at(context).context().resolve(path);
  }
}
