package org.fanfare.wire.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Relay;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A browser of which all is taken away that an old one has not, on a page of another site. What the
 * page writes is looked at from outside of its scripts.
 */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
@Law({1, 2, 4})
class OldBrowserIT {
  private static volatile String page = "";
  private static final HttpServer SITE = OtherSite.serving(() -> page);
  private static final String LISTED = "http://127.0.0.1:" + SITE.getAddress().getPort();

  private static final String OLD =
      """
      <!doctype html>
      <ol id="heard"></ol>
      <script>
        ["fetch", "Promise", "WebSocket", "EventSource", "TextDecoder", "TextEncoder", "Map", "Set", "Symbol",
         "AbortController", "URL", "URLSearchParams", "ReadableStream", "Blob", "Uint8Array"].forEach(function (name) {
          window[name] = undefined;
        });
        function show(text) {
          var line = document.createElement("li");
          line.appendChild(document.createTextNode(text));
          document.getElementById("heard").appendChild(line);
        }
      </script>
      """;

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(
        """
          origins = ["%s"]
          trusted-proxies = ["127.0.0.1"]
        """
            .formatted(LISTED));
  }

  private Server server() {
    return Server.at(context);
  }

  private Tab open(String html) {
    page = OLD + html;
    Tab tab = chromium.open(URI.create(LISTED), Look.WIDE_LIGHT);
    tab.mayComplain(); // of what is cut off
    return tab;
  }

  private static void shows(Tab tab, String... lines) {
    assertThat(tab.page().locator("#heard li"))
        .hasText(lines, new HasTextOptions().setTimeout(Tab.PATIENCE));
  }

  @Test
  void theScriptJoinsReceivesPublishesAndComesBack() {
    try (Relay network = Relay.to(server())) {
      Group group = new Group(server(), "demo.old");
      Server seen = server().at(network.port(), "http");
      group.publish("before");
      Tab tab =
          open(
              """
              <script src="%s"></script>
              <script>
                var board = FanfarePoll.subscribe("%s", {
                  last: 10,
                  wait: 5,
                  onMessage: show,
                  onGap: function () { show("a gap"); },
                  onState: function (state) { document.title = state; }
                });
                document.onclick = function () {
                  board.publish("mine", { key: "m1" }, function (error) { if (error) show(error.message); });
                };
              </script>
              """
                  .formatted(
                      seen.context().resolve("assets/fanfare-poll.js"),
                      seen.groups("demo.old", "")));
      shows(tab, "before");

      tab.page().mouse().click(300, 300);
      shows(tab, "before", "mine");
      network.cut();
      group.publish("while it was away");
      network.cutOnce();
      group.publish("after");

      shows(tab, "before", "mine", "while it was away", "after");
      assertThat(tab.page().title()).isEqualTo("open");
    }
  }

  @Test
  void theFifteenLinesOfTheDocumentationDoTheSame() throws IOException {
    Group group = new Group(server(), "demo.lines");
    Tab tab =
        open(
            "<script>"
                + snippet().replace("/fanfare/groups/demo.board", group.url().toString())
                + "</script>");
    Http.get(server().groups("demo.lines", "wait=0"));
    tab.page().waitForResponse(response -> response.url().contains("wait=0"), tab.page()::reload);

    group.publish("one");
    group.publish("two");

    shows(tab, "one", "two");
  }

  private static String snippet() throws IOException {
    String site =
        Files.readString(
            Path.of(System.getProperty("project.dir"), "src/site/markdown/browser.md"));
    int begin = site.indexOf("function poll(cursor, failed)");
    return site.substring(begin, site.indexOf("```", begin));
  }

  @AfterAll
  static void end() {
    SITE.stop(0);
  }
}
