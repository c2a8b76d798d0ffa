package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.RawHttp;
import org.junit.jupiter.api.Test;

/** What a browser's page of the server's own origin gets, and one of an origin that is listed. */
@Law(
    value = 9,
    on = {})
public interface OwnOriginPromises extends OnTheWire {
  /** The one origin that the settings list. */
  String LISTED = "https://app.example";

  @Test
  default void aPageOfTheServersOwnOriginIsServed() throws IOException {
    String group = Groups.open();
    for (String header :
        new String[] {
          "Origin: " + server().origin(),
          "Origin: " + server().origin().replaceFirst("^http", "ws"),
          "Origin: " + server().origin().replaceFirst("^https", "http"),
          "Origin: ",
          "Sec-Fetch-Site: same-origin",
          "Sec-Fetch-Site: none"
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
    assertThat(answers)
        .as("so that an EventSource may send the cookies that a WebSocket sends anyway")
        .extracting(answer -> answer.header("Access-Control-Allow-Credentials"))
        .containsOnly("true");
    assertThat(upgrade(group, origin)).isEqualTo("101, an upgrade");
  }

  /** Sends a request, with the body "x" if the method has one, and returns the whole answer. */
  default RawHttp.Response ask(String method, String group, String... headers) throws IOException {
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
}
