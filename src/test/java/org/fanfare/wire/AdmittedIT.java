package org.fanfare.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fanfare.gate.Law;
import org.fanfare.harness.ClientFrames;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.Spelling;
import org.fanfare.wire.kit.Statistics;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 9: no spelling of a path, no method and no hurry opens a socket that was not let in. */
@ArquillianTest
@Tag("admission")
@Law(
    value = 9,
    on = {})
class AdmittedIT implements AdmittedPromises, EarlyAnswerPromises {
  private static final int MASK = 0x5a11c37e;
  private static final int REQUESTS = 40;
  private static final int MORE_THAN_THE_SERVER_HAS_THREADS = 40;

  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(Groups.OPEN + "  heartbeat = 500ms\n");
  }

  @Override
  public Server server() {
    return Server.at(context);
  }

  @BeforeEach
  void nobodyIsThere() {
    await().until(() -> Statistics.of(server()).released());
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void aPathInAnotherSpellingLeadsNowhere(String path) throws IOException {
    for (String group : new String[] {"private.x", Groups.open()}) {
      for (String method : new String[] {"GET", "POST"}) {
        try (RawHttp plain = RawHttp.to(server());
            RawHttp upgrade = RawHttp.to(server())) {
          plain.request(server(), method, path + group, "Content-Length: 0");
          upgrade.request(server(), method, path + group, AdmittedPromises.handshake());

          assertThat(plain.response().problem()).as(method).isEqualTo("404 not-found");
          assertThat(upgrade.response().problem()).as(method).isEqualTo("404 not-found");
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"POST, 202", "PUT, 202", "HEAD, 200", "OPTIONS, 204", "DELETE, 405"})
  void aHandshakeWithAnotherMethodIsWhatTheMethodSays(String method, int status)
      throws IOException {
    assertThat(statusOfAHandshakeWith(method)).isEqualTo(status);
    assertThat(Statistics.of(server()).at("connections", "websocket")).isZero();
  }

  @Test
  void onlyHttp11BecomesAWebSocket() throws IOException {
    try (RawHttp raw = RawHttp.to(server())) {
      raw.send(head("HTTP/1.0", "wait=0"));

      assertThat(raw.head().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everySocketThatOpensWasLetInAndIsCounted(long seed) throws IOException {
    Spelling spelling = new Spelling(seed, server());
    List<RawHttp> opened = new ArrayList<>();
    try {
      for (int i = 0; i < REQUESTS; i++) {
        Spelling.Request request =
            spelling.next(AdmittedPromises.handshake(), Groups.open(), "private.x");
        RawHttp raw = RawHttp.to(server());
        raw.send(request.text());

        int status = raw.head().status();

        assertThat(status).as(request.text()).isBetween(101, 499);
        assertThat(status == 101).as(request.text()).isEqualTo(request.mayOpen());
        if (status == 101) {
          opened.add(raw);
        } else {
          raw.close();
        }
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(Statistics.of(server()).at("connections", "websocket"))
                      .isEqualTo(opened.size()));
      assertThat(opened).isNotEmpty();
    } finally {
      for (RawHttp each : opened) {
        each.close();
      }
    }
  }

  @Test
  @Law(
      value = 5,
      on = {})
  void whoSendsWithinItsHandshakeHoldsNoThreadOfTheServer() throws IOException {
    List<RawHttp> early = new ArrayList<>();
    byte[] frame = ClientFrames.frame(0x80 | RawSocket.TEXT, "early".getBytes(UTF_8), MASK);
    try {
      for (int i = 0; i < MORE_THAN_THE_SERVER_HAS_THREADS; i++) {
        RawHttp raw = RawHttp.to(server());
        early.add(raw);
        raw.send(joined(head("HTTP/1.1", "").getBytes(UTF_8), frame));
        assertThat(raw.head().status()).isIn(101, 400);
      }

      assertThat(Http.post(server().groups(Groups.open(), ""), "text/plain", "x").status())
          .isEqualTo(202);
    } finally {
      for (RawHttp each : early) {
        each.close();
      }
    }
  }

  @Test
  @Law(
      value = 7,
      on = {})
  void whoLeavesWithinItsHandshakeLeavesNothingForLongerThanTwoHeartbeats() throws IOException {
    for (int i = 0; i < REQUESTS; i++) {
      try (RawHttp raw = RawHttp.to(server())) {
        raw.request(
            server(), "GET", server().target(Groups.open(), ""), AdmittedPromises.handshake());
      }
    }

    await().until(() -> Statistics.of(server()).released());
  }

  /** A handshake with a group of its own. */
  private String head(String version, String query) {
    return "GET %s %s\r\nHost: %s\r\n%s\r\n\r\n"
        .formatted(
            server().target(Groups.open(), query),
            version,
            server().host(),
            String.join("\r\n", AdmittedPromises.handshake()));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** nginx 1.22 passes on the first of several such lines alone, so this is for servers. */
  @ParameterizedTest
  @ValueSource(
      strings = {"Upgrade: h2c\r\nUpgrade: websocket", "Upgrade: websocket\r\nUpgrade: foo/2"})
  void aHandshakeMayNameOtherProtocolsInALineOfTheirOwn(String upgrades) throws IOException {
    assertUpgraded(upgrades);
  }
}
