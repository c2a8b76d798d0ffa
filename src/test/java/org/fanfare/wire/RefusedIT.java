package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Quirks;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Law 9: what no rule allows is refused, and so is a page of another origin. */
@ArquillianTest
@Tag("admission")
class RefusedIT implements RulePromises, KeyPromises, OriginPromises, StatisticsPromises {
  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(
        """
          origins = ["https://app.example"]
          keys += { name = shop, key = "%s", may = [publish], groups = ["shop.*"] }
          keys += { name = scraper, key = "%s", may = [metrics] }
          groups = [
            { match = "open.private.*", join = nobody, publish = nobody }
            { match = "open.*", join = anyone, publish = anyone }
            { match = "read.*", join = anyone, publish = nobody }
            { match = "write.*", join = nobody, publish = anyone }
            { match = "key.*", join = anyone, publish = key }
            { match = "user.*", join = user, publish = user }
            { match = "shop.*", join = key, publish = ["key:shop", "role:staff"] }
          ]
        """
            .formatted(KeyPromises.SHOP, KeyPromises.SCRAPER));
  }

  @Override
  public Server server() {
    return Server.at(context);
  }

  @Test
  void anEmptyPortOfTheHostIsTheUsualOne() throws IOException {
    assertThat(statusAs("localhost", "localhost:")).isEqualTo(emptyPort(200));
  }

  @Test
  void aPageWhoseNameWasMadeToPointHereGetsNothing() throws IOException {
    int port = server().port();

    assertThat(statusAs("evil.example:" + port, "evil.example:" + port)).isEqualTo(421);
    assertThat(statusAs("own.example", "own.example:")).isEqualTo(emptyPort(421));
    assertThat(statusAs("localhost:" + port, "localhost:" + port)).isEqualTo(200);
  }

  private static int emptyPort(int status) {
    return Quirks.refusesEmptyPorts() ? 400 : status;
  }

  /** Reads as a page of a site of this server with these names. */
  private int statusAs(String origin, String host) throws IOException {
    try (RawHttp socket = RawHttp.to(server())) {
      socket.send(
          "GET %s HTTP/1.1\r\nHost: %s\r\nOrigin: %s://%s\r\n\r\n"
              .formatted(
                  server().target(Groups.open(), "wait=0"),
                  host,
                  server().context().getScheme(),
                  origin));

      return socket.response().status();
    }
  }
}
