package org.fanfare.wire.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The documentation as a site: it is built from its Markdown, in which no link and no anchor is
 * dead, its prose has no fault that was not there before, and its pages can be used by everyone.
 * Needs npm, and its registry for what {@code package-lock.json} pins.
 */
@Tag("payara")
@Tag("browser")
@Tag("full")
class SiteIT {
  private static final String FOLDER = "src/site/web";
  private static final Path SITE = Path.of(System.getProperty("project.dir"), "target/site/html");
  private static final List<String> PAGES =
      List.of("index.html", "tutorial.html", "operating.html", "reference.html");
  private static final Map<String, String> TYPES =
      Map.of(
          "html",
          "text/html;charset=utf-8",
          "css",
          "text/css",
          "js",
          "text/javascript",
          "svg",
          "image/svg+xml",
          "woff2",
          "font/woff2",
          "json",
          "application/json");
  private static HttpServer server;

  @RegisterExtension final Chromium chromium = new Chromium();

  @BeforeAll
  static void isBuilt() throws Exception {
    Npm.runIn(FOLDER, "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    Npm.runIn(FOLDER, "run", "build");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", SiteIT::serve);
    server.start();
  }

  @AfterAll
  static void ends() {
    server.stop(0);
  }

  private static void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(1);
    Path file = SITE.resolve(path.isEmpty() || path.endsWith("/") ? path + "index.html" : path);
    String type = TYPES.get(path.isEmpty() ? "html" : path.substring(path.lastIndexOf('.') + 1));
    byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    exchange.getResponseHeaders().set("Content-Type", type == null ? "text/plain" : type);
    exchange.sendResponseHeaders(
        bytes.length == 0 ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void theProseHasNoFaultThatWasNotThereBefore() throws Exception {
    Npm.runIn(FOLDER, "test");
    Npm.runIn(FOLDER, "run", "lint");
  }

  @Test
  void itsPagesCanBeUsedByEveryone() throws Exception {
    for (Look look : List.of(Look.WIDE_LIGHT, Look.WIDE_DARK, Look.NARROW_LIGHT)) {
      for (String page : PAGES) {
        Accessibility.hasNoViolations(open(page, look));
      }
    }
  }

  @Test
  void noPageIsWiderThanItsScreen() {
    for (String page : PAGES) {
      Tab tab = open(page, Look.NARROW_LIGHT);

      assertThat(tab.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .as(page)
          .isEqualTo(true);
    }
  }

  @Test
  void itsSearchFindsAWordOfAPage() {
    Tab tab = open("index.html", Look.WIDE_LIGHT);

    tab.page().locator(".DocSearch-Button").click();
    tab.page().locator(".VPLocalSearchBox input").fill("idempotency");

    tab.page().locator(".VPLocalSearchBox .result").first().waitFor();
  }

  private Tab open(String page, Look look) {
    return chromium.open(
        URI.create("http://localhost:" + server.getAddress().getPort() + "/" + page), look);
  }
}
