package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Quirks;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.RawSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever decodes a path on the way, it opens nothing that no rule does, and no other method does.
 */
@Law(
    value = 9,
    on = {})
public interface AdmittedPromises extends OnTheWire {
  /** Returns the headers that make a WebSocket of a request, whole lines. */
  static String[] handshake() {
    return new String[] {
      "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", RawSocket.KEY
    };
  }

  /** What some server takes for the path before a group's name, and is not written like it. */
  static Stream<String> spellings() {
    return Stream.of(
        "/fanfare/%67roups/",
        "/f%61nfare/groups/",
        "/fanfare/groups;v=1/",
        "/fanfare//groups/",
        "/fanfare/./groups/",
        "/fanfare/x/../groups/");
  }

  @ParameterizedTest
  @MethodSource("spellings")
  default void anotherSpellingOpensNothingThatNoRuleDoes(String path) throws IOException {
    try (RawHttp plain = RawHttp.to(server());
        RawHttp upgrade = RawHttp.to(server())) {
      plain.request(server(), "GET", path + "private.x", "Accept: */*");
      upgrade.request(server(), "GET", path + "private.x", handshake());

      assertThat(plain.response().status()).isBetween(400, 499);
      assertThat(upgrade.response().status()).isBetween(400, 499);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "HEAD", "OPTIONS", "DELETE"})
  default void onlyAGetBecomesAWebSocket(String method) throws IOException {
    assertThat(statusOfAHandshakeWith(method)).isBetween(200, 499);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upgrade: websocket, h2c", "Upgrade: h2c, WebSocket"})
  default void aHandshakeMayNameOtherProtocolsBesides(String upgrade) throws IOException {
    assertUpgraded(upgrade);
  }

  /** Asks for an upgrade with these header lines, which name WebSocket among others. */
  default void assertUpgraded(String lines) throws IOException {
    try (RawHttp raw = RawHttp.to(server())) {
      raw.request(
          server(),
          "GET",
          server().target(Groups.open(), ""),
          lines,
          "Connection: keep-alive, Upgrade",
          "Sec-WebSocket-Version: 13",
          RawSocket.KEY);

      RawHttp.Response answer = raw.head();

      assertThat(answer.status()).isEqualTo(101);
      assertThat(answer.header("Upgrade")).isEqualToIgnoringCase("websocket");
      assertThat(answer.header("Set-Cookie")).as("it makes no HTTP session").isEmpty();
    }
  }

  @Test
  default void aRequestToTwoHostsIsRefused() throws IOException {
    try (RawHttp raw = RawHttp.to(server())) {
      raw.request(server(), "GET", server().target(Groups.open(), "wait=0"), "Host: other.example");

      assertThat(raw.head().status()).isEqualTo(400);
    }
  }

  @Test
  default void aCookieInUtf8OfAnotherApplicationLocksNobodyOut() throws IOException {
    try (RawHttp raw = RawHttp.to(server())) {
      raw.request(
          server(), "GET", server().target(Groups.open(), "wait=0"), "Cookie: name=J\u00f6rg");

      boolean refuses = Quirks.refusesCookiesInUtf8() && !isBehindProxy();
      assertThat(raw.head().status()).isEqualTo(refuses ? 400 : 200);
    }
  }

  /** Asks for an upgrade with {@code method}, and with a body if it is one that publishes. */
  default int statusOfAHandshakeWith(String method) throws IOException {
    List<String> head = new ArrayList<>(List.of(handshake()));
    boolean publishes = method.startsWith("P");
    if (publishes) {
      head.addAll(List.of("Content-Type: text/plain", "Content-Length: 5"));
    }
    try (RawHttp raw = RawHttp.to(server())) {
      raw.request(
          server(), method, server().target(Groups.open(), ""), head.toArray(String[]::new));
      raw.send(publishes ? "hello" : "");

      return raw.head().status();
    }
  }
}
