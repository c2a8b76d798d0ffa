package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Quirks;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.StartAt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, cursors and parameters that are none. */
public interface MalformedUrlPromises extends OnTheWire {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-x",
        ".x",
        "_x",
        "open.a,,open.b",
        ",open.a",
        "open.a,",
        "open.a,open.a",
        "open.a%2Copen.a",
        "129",
        "17",
        "open.a%20b",
        "open.%C3%A4",
        "open.a*",
        "open.a%3Bb",
        "open.a%22",
        "open.a%0D%0AX-Injected:%20yes",
        "open.%3Cscript%3Ealert(1)%3C%2Fscript%3E"
      })
  default void aNameThatIsNoneIsRefusedOnEveryFace(String name) throws IOException {
    String names =
        switch (name) {
          case "129" -> "x".repeat(129);
          case "17" ->
              "open.1,open.2,open.3,open.4,open.5,open.6,open.7,open.8,open.9,"
                  + "open.10,open.11,open.12,open.13,open.14,open.15,open.16,open.17";
          default -> name;
        };
    for (String request : new String[] {"*/*", "text/event-stream", "text/html"}) {
      RawHttp.Response answer = ask("GET", names, "", "Accept: " + request);
      refusesName(names, answer);
    }
    refusesName(names, ask("PUT", names, "", "Content-Length: 0"));
    refusesName(names, ask("POST", names, "", "Content-Length: 0"));
    refusesName(names, ask("HEAD", names, ""));
    refusesName(names, handshake(names, ""));
  }

  private static void refusesName(String names, RawHttp.Response answer) {
    boolean colon = names.contains(":") && Quirks.refusesColons();
    boolean lineBreak = names.contains("%0D") && Quirks.refusesLineBreaks();
    assertThat(answer.status())
        .as("%s: %s", names, answer)
        .isIn(colon ? List.of(503) : List.of(400, 404));
    assertThat(answer.headers()).doesNotContainKey("X-Injected");
    assertThat(answer.body()).doesNotContainIgnoringCase("<script");
    boolean slash = names.contains("%2F");
    if (!slash && !colon && !lineBreak && !answer.body().isEmpty()) {
      assertThat(answer.problem()).as(names).isEqualTo("400 invalid-name");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "nonsense", "!", "%00", "a%0D%0AX-Injected:%20yes", "START", "1025"})
  default void aCursorThatIsNoneIsRefusedBeforeAnythingBegins(String cursor) throws IOException {
    String after = "after=" + (cursor.equals("1025") ? "a".repeat(1025) : cursor);
    for (String accept : new String[] {"*/*", "text/event-stream"}) {
      RawHttp.Response answer = ask("GET", Groups.open(), after, "Accept: " + accept);
      assertThat(answer.problem()).as(accept).isEqualTo("400 invalid-cursor");
      assertThat(answer.headers()).doesNotContainKey("X-Injected");
    }
    assertThat(handshake(Groups.open(), after).problem()).isEqualTo("400 invalid-cursor");
    assertThat(handshake(Groups.open(), after, "Sec-WebSocket-Protocol: fanfare").problem())
        .isEqualTo("400 invalid-cursor");
  }

  @Test
  default void aLastEventIdThatIsNoneIsRefusedThoughTheQueryIsRight() throws IOException {
    RawHttp.Response answer =
        ask(
            "GET",
            Groups.open(),
            "after=start",
            "Accept: text/event-stream",
            "Last-Event-ID: nonsense");

    assertThat(answer.problem()).isEqualTo("400 invalid-cursor");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  default void aMangledCursorIsEitherOneOrRefused(long seed) throws IOException {
    Random random = new Random(seed);
    String group = Groups.open();
    String cursor = Http.post(server().groups(group, ""), "text/plain", "x").cursor();
    String letters = "ABCabc019-_.~";
    for (int i = 0; i < 100; i++) {
      StringBuilder mangled = new StringBuilder(cursor);
      for (int change = random.nextInt(3); change >= 0; change--) {
        char letter = letters.charAt(random.nextInt(letters.length()));
        int place = random.nextInt(mangled.length());
        switch (random.nextInt(3)) {
          case 0 -> mangled.setCharAt(place, letter);
          case 1 -> mangled.insert(place, letter);
          default -> mangled.setLength(Math.max(1, place));
        }
      }

      RawHttp.Response answer = ask("GET", group, "wait=0&after=" + mangled);

      if (answer.status() != 200) {
        assertThat(answer.problem()).as(mangled.toString()).isEqualTo("400 invalid-cursor");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "last=",
        "last=-1",
        "last=x",
        "last=1.5",
        "last=1000001",
        "last=99999999999999999999",
        "last=%2B1%20",
        "wait=",
        "wait=-1",
        "wait=x"
      })
  default void aParameterOutOfItsRangeIsRefused(String query) throws IOException {
    assertThat(ask("GET", Groups.open(), query).problem()).isEqualTo("400 invalid-parameter");
    if (query.startsWith("last")) {
      assertThat(ask("GET", Groups.open(), query, "Accept: text/event-stream").problem())
          .isEqualTo("400 invalid-parameter");
      assertThat(handshake(Groups.open(), query).problem()).isEqualTo("400 invalid-parameter");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"after=%zz", "after=%", "after=%C3", "last=%E4"})
  default void aBrokenEscapeIsRefused(String query) throws IOException {
    assertThat(ask("GET", Groups.open(), query + "&wait=0").status()).isEqualTo(400);
  }

  @Test
  default void anUnknownParameterIsPassedOver() throws IOException {
    assertThat(ask("GET", Groups.open(), "wait=0&utm_source=x&&=&a").status()).isEqualTo(200);
  }

  @Test
  default void noMessageCanWriteTheFieldsOfAStream() {
    String group = Groups.open();
    String evil = "x\n\nid: evil\nevent: gap\nretry: 1\ndata: {}\n\n: \r\rid:\0\ndata";
    try (EventStream stream = EventStream.open(server(), group, StartAt.now())) {
      Http.post(server().groups(group, ""), "text/plain", evil);
      Http.post(server().groups(group, ""), "text/plain", "end");

      stream.hears(evil.replace('\r', '\n'), "end");
      assertThat(stream.events()).allMatch(event -> event.type().equals("message"));
      assertThat(stream.events()).noneMatch(event -> event.id().contains("evil"));
      assertThat(stream.retry()).isGreaterThan(1);
    }
  }

  private RawHttp.Response ask(String method, String names, String query, String... headers)
      throws IOException {
    try (RawHttp socket = RawHttp.to(server())) {
      socket.request(server(), method, server().target(names, query), headers);
      return method.equals("HEAD") ? socket.head() : socket.response();
    }
  }

  private RawHttp.Response handshake(String names, String query, String... headers)
      throws IOException {
    try (RawSocket socket = RawSocket.upgrade(server(), server().target(names, query), headers)) {
      return socket.answer();
    }
  }
}
