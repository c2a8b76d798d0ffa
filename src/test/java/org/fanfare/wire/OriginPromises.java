package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.StartAt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser's page of another origin gets: nothing, unless it is listed. */
@Law(
    value = 9,
    on = {})
public interface OriginPromises extends OwnOriginPromises {
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
        "Origin: ws://127.0.0.1",
        "Origin: wss://evil.example",
        "Origin: file://",
        "Origin: nonsense",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  @Law(9)
  default void aPageOfAnotherOriginGetsNothingAndLeavesNothing(String header) throws IOException {
    String group = Groups.open();
    try (Listener listener = ReadTransport.WEBSOCKET.listen(server(), group, StartAt.now())) {
      for (String accept : new String[] {"*/*", "application/json", "text/event-stream"}) {
        RawHttp.Response answer = ask("GET", group, header, "Accept: " + accept);
        assertThat(answer.problem()).as(accept).isEqualTo("403 foreign-origin");
        assertThat(answer.body()).contains("fanfare.origins");
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
            "Content-Type",
            "Idempotency-Key",
            "Last-Event-ID",
            "Authorization",
            "Cache-Control",
            "Fanfare-Session",
            "Fanfare-Protocols");
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

  private static void assertNoCors(RawHttp.Response answer) {
    assertThat(answer.headers().keySet())
        .noneMatch(name -> name.regionMatches(true, 0, "Access-Control-", 0, 15));
  }
}
