package org.fanfare.wire.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fanfare.wire.dropin.Stomp;
import org.fanfare.wire.host.Rest;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Libraries that were written for {@code WebSocket} work with {@code Fanfare} in its place, over
 * each transport and with WebSockets blocked. Rules P28 and P50.
 */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class DropInIT {
  private static final String CONTEXT = "dropin";
  private static final Path SCRIPT =
      Path.of(System.getProperty("server.dir"), "dropin", "page.js").toAbsolutePath();

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL address;

  @Deployment(testable = false)
  static WebArchive application() {
    return Deployments.withFanfare(
        Deployments.host(CONTEXT, Rest.class.getPackage()).addPackage(Stomp.class.getPackage()),
        "");
  }

  private static String script = "";

  @BeforeAll
  static void isBundled() throws Exception {
    Npm.run("ci", "--no-audit", "--no-fund", "--ignore-scripts");
    Npm.run("run", "dropin", "--", SCRIPT.toString());
    script = Files.readString(SCRIPT);
  }

  private Server server() {
    return Server.at(address, CONTEXT);
  }

  /** With WebSockets blocked, the client finds that out by itself. */
  static Stream<Arguments> ways() {
    return Stream.of("websocket", "sse", "poll")
        .flatMap(
            carrier ->
                Stream.of(
                    Arguments.of("stomp", carrier),
                    Arguments.of("graphql", carrier),
                    Arguments.of("notes", carrier)));
  }

  private Tab open(String carrier) {
    Tab tab = chromium.openScriptOfJar(server());
    tab.page().evaluate(script); // pages of Fanfare allow no other script
    tab.page().evaluate("() => { window.heard = []; }");
    Talking.blockAllBut(carrier, tab);
    return tab;
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aLibraryThatTakesAWebSocketWorks(String library, String carrier) {
    switch (library) {
      case "stomp" -> stomp(carrier);
      case "graphql" -> graphql(carrier);
      default -> notes(carrier);
    }
  }

  private void stomp(String carrier) {
    Tab one = open(carrier);
    Tab other = open(carrier);
    for (Tab each : List.of(one, other)) {
      use(each, "stomp", "stomp");
      isCarriedBy(carrier, each);
    }

    one.page().evaluate("() => send('from one')");
    other.until("heard.length === 1");
    other.page().evaluate("() => send('from the other')");

    for (Tab each : List.of(one, other)) {
      each.until("heard.length === 2");
      assertThat(each.page().evaluate("heard")).isEqualTo(List.of("from one", "from the other"));
    }
  }

  private void graphql(String carrier) {
    Tab tab = open(carrier);

    use(tab, "graphql", "graphql");

    assertThat(tab.page().evaluate("heard")).isEqualTo(List.of(1, 2, 3));
    assertThat(tab.page().evaluate("carrier.protocol")).isEqualTo("graphql-transport-ws");
  }

  private void notes(String carrier) {
    Tab one = open(carrier);
    use(one, "notes", "notes");
    isCarriedBy(carrier, one);
    one.page().evaluate("() => send('milk')");
    Tab other = open(carrier);
    use(other, "notes", "notes");

    other.until("heard.includes('milk')");
    other.page().evaluate("() => send(', bread')");

    one.until("heard.includes('milk, bread')");
  }

  private void use(Tab tab, String library, String route) {
    tab.page()
        .evaluate(
            """
            async ([library, url, options]) => {
              window.send = await dropIn[library](url, options, heard);
            }
            """,
            List.of(
                library,
                server().context().resolve(route).toString().replaceFirst("^http", "ws"),
                Map.of("session", true)));
  }

  private static void isCarriedBy(String carrier, Tab tab) {
    tab.until("window.carrier?.transport === '" + carrier + "'");
  }
}
