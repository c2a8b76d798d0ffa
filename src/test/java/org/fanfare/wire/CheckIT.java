package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.StartAt;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What the server sees of a path is told as JSON; on its groups one may be left silent. */
@ArquillianTest
class CheckIT {
  private static final String GROUP = "fanfare.check.a-test";

  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(Groups.OPEN + "\n  heartbeat = 500ms\n");
  }

  @Test
  void aScriptIsToldWhatTheServerSees() {
    Server server = Server.at(context);

    Map<String, Object> seen = Http.get(check(server, "?origin=http://" + server.host())).json();

    assertThat(seen)
        .containsEntry("origin", "http://" + server.host())
        .containsEntry("scheme", "http")
        .containsEntry("client", "127.0.0.1")
        .containsEntry("groups", "fanfare.check.")
        .containsEntry("findings", List.of());
    assertThat(seen.get("proxy"))
        .isEqualTo(Map.of("address", "127.0.0.1", "trusted", false, "headers", List.of()));
  }

  @Test
  void headersOfAStrangerChangeNothingAndAreNamed() throws IOException {
    Server server = Server.at(context);
    try (RawHttp raw = RawHttp.to(server)) {
      raw.request(
          server,
          "GET",
          server.context().getPath() + "check",
          "Accept: application/json",
          "X-Forwarded-For: 203.0.113.9",
          "X-Forwarded-Proto: https",
          "X-Forwarded-Host: www.example.org");

      String body = raw.response().body();

      assertThat(body)
          .contains("\"client\":\"127.0.0.1\"")
          .contains("\"origin\":\"http://" + server.host())
          .contains("X-Forwarded-For, X-Forwarded-Proto, X-Forwarded-Host came from 127.0.0.1");
    }
  }

  @Test
  void aPageOfAnotherOriginGetsNothing() throws IOException {
    Server server = Server.at(context);
    Answer refused =
        Http.get(check(server, ""), "Accept", "application/json", "Origin", "http://evil.example");

    assertThat(refused.problem()).isEqualTo("403 foreign-origin");
  }

  @Test
  void aConnectionOfACheckGroupIsLeftSilentForAsLongAsItAsks() {
    Server server = Server.at(context);
    StartAt silent = new StartAt("wait=3", "");
    long begin = System.nanoTime();

    try (FanfareSocket socket = FanfareSocket.open(server, GROUP, silent);
        EventStream stream = EventStream.open(server, GROUP, silent)) {
      await().atMost(Duration.ofSeconds(15)).until(() -> socket.ended() && stream.ended());

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(2));
      assertThat(socket.heartbeats()).isZero();
      assertThat(socket.closeReason()).isEqualTo("lifetime");
      assertThat(stream.comments()).isZero();
    }
  }

  @Test
  void aPollOfACheckGroupMayWaitLongerThanAHeartbeat() {
    Server server = Server.at(context);
    long begin = System.nanoTime();

    Answer answer = Http.get(server.groups(GROUP, "wait=2"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  @Law(
      value = 6,
      on = {})
  void aCheckGroupKeepsTenPublications() {
    Server server = Server.at(context);
    String group = GROUP + ".kept";
    for (int i = 0; i < 12; i++) {
      assertThat(Http.post(server.groups(group, ""), "text/plain", "n" + i).status())
          .isEqualTo(202);
    }

    Map<String, Object> kept = Http.get(server.groups(group, "after=start&wait=0")).json();

    assertThat((List<?>) kept.get("publications")).hasSize(10);
  }

  @Test
  void itsPageConnectsToThisServerAloneAndOnlyTheScriptsAreForOtherSites() {
    Server server = Server.at(context);

    Answer page = Http.get(check(server, ""), "Accept", "text/html");
    Answer script = Http.get(server.context().resolve("fanfare/fanfare.js"));

    assertThat(page.header("Content-Security-Policy"))
        .contains("connect-src 'self' ws://" + server.host() + ";");
    assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(page.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(script.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
  }

  private static URI check(Server server, String query) {
    return server.context().resolve("check" + query);
  }
}
