package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Face;
import org.fanfare.wire.kit.From;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser's page of another origin gets: nothing, unless it is listed. */
@Law(
    value = 9,
    on = {})
public interface OriginPromises extends OnTheWire {
  /** The one origin that the settings list. */
  String LISTED = "https://app.example";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://127.0.0.1",
        "Origin: https://127.0.0.1:8080",
        "Origin: http://app.example",
        "Origin: https://app.example:444",
        "Origin: https://app.example.evil.example",
        "Origin: ",
        "Origin: nonsense",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  @Law(9)
  default void aPageOfAnotherOriginGetsNothingAndLeavesNothing(String header) throws IOException {
    String group = Groups.open();
    try (Listener listener = Face.WEBSOCKET.listen(server(), group, From.now())) {
      for (String accept : new String[] {"*/*", "application/json", "text/event-stream"}) {
        RawHttp.Response answer = ask("GET", group, header, "Accept: " + accept);
        assertThat(answer.problem()).as(accept).isEqualTo("403 foreign-origin");
        assertNoCors(answer);
      }
      for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded", "a/b"}) {
        for (String method : new String[] {"POST", "PUT"}) {
          RawHttp.Response answer = ask(method, group, header, "Content-Type: " + type);
          assertThat(answer.problem()).as("%s %s", method, type).isEqualTo("403 foreign-origin");
          assertNoCors(answer);
        }
      }
      for (String protocol : new String[] {"X-No: protocol", "Sec-WebSocket-Protocol: fanfare"}) {
        assertThat(upgrade(group, header, protocol)).as(protocol).isEqualTo("403 foreign-origin");
      }

      assertThat(ask("POST", group, "Content-Type: text/plain").status()).isEqualTo(202);
      listener.hears("x");
    }
  }

  @Test
  default void aPageOfTheServersOwnOriginIsServed() throws IOException {
    String group = Groups.open();
    for (String header :
        new String[] {
          "Origin: " + server().origin(), "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: none"
        }) {
      assertThat(ask("GET", group, header).status()).as(header).isEqualTo(200);
      assertThat(ask("POST", group, header, "Content-Type: text/plain").status()).isEqualTo(202);
      assertThat(upgrade(group, header)).as(header).isEqualTo("101, an upgrade");
    }
  }

  @Test
  default void aListedOriginIsServedAndToldSo() throws IOException {
    String group = Groups.open();
    String origin = "Origin: " + LISTED;

    List<RawHttp.Response> answers = new ArrayList<>();
    answers.add(ask("GET", group, origin, "Sec-Fetch-Site: cross-site"));
    answers.add(ask("POST", group, origin, "Content-Type: text/plain"));
    answers.add(ask("PUT", group, origin));
    answers.add(ask("GET", "closed", origin));
    try (RawHttp stream = RawHttp.to(server())) {
      stream.request(
          server(), "GET", server().target(group, ""), origin, "Accept: text/event-stream");
      answers.add(stream.head());
    }

    assertThat(answers)
        .extracting(RawHttp.Response::status)
        .containsExactly(200, 202, 202, 403, 200);
    assertThat(answers)
        .extracting(answer -> answer.header("Access-Control-Allow-Origin"))
        .containsOnly(LISTED);
    assertThat(upgrade(group, origin)).isEqualTo("101, an upgrade");
  }

  @Test
  default void aPreflightOfAListedOriginIsToldWhatItMaySend() throws IOException {
    RawHttp.Response answer =
        ask(
            "OPTIONS",
            Groups.open(),
            "Origin: " + LISTED,
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: content-type, idempotency-key");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(LISTED);
    assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST", "PUT");
    assertThat(answer.header("Access-Control-Allow-Headers").split(", *"))
        .containsExactlyInAnyOrder(
            "Content-Type", "Idempotency-Key", "Last-Event-ID", "Authorization");
    assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("600");
  }

  @Test
  default void aPreflightOfAnotherOriginIsToldNothing() throws IOException {
    RawHttp.Response answer =
        ask(
            "OPTIONS",
            Groups.open(),
            "Origin: https://evil.example",
            "Access-Control-Request-Method: POST");

    assertThat(answer.status()).isIn(204, 403);
    assertNoCors(answer);
  }

  @Test
  default void aLinkFromAnotherSiteShowsThePageAndNothingElse() throws IOException {
    String group = Groups.open();
    String[] link = {"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"};

    RawHttp.Response page =
        ask("GET", group, link[0], link[1], "Sec-Fetch-Dest: document", "Accept: text/html");
    RawHttp.Response frame =
        ask("GET", group, link[0], link[1], "Sec-Fetch-Dest: iframe", "Accept: text/html");
    RawHttp.Response poll =
        ask("GET", group, link[0], link[1], "Sec-Fetch-Dest: document", "Accept: */*");

    assertThat(page.status()).isEqualTo(200);
    assertThat(frame.problem()).isEqualTo("403 foreign-origin");
    assertThat(poll.problem()).isEqualTo("403 foreign-origin");
  }

  /** Sends a request, with the body "x" if the method has one, and returns the whole answer. */
  private RawHttp.Response ask(String method, String group, String... headers) throws IOException {
    boolean body = method.startsWith("P");
    List<String> lines = new ArrayList<>(List.of(headers));
    if (body) {
      lines.add("Content-Length: 1");
    }
    try (RawHttp socket = RawHttp.to(server())) {
      String[] all = lines.toArray(String[]::new);
      socket.request(server(), method, server().target(group, "wait=0"), all);
      return (body ? socket.send("x") : socket).response();
    }
  }

  private static void assertNoCors(RawHttp.Response answer) {
    assertThat(answer.headers().keySet())
        .noneMatch(name -> name.regionMatches(true, 0, "Access-Control-", 0, 15));
  }
}
