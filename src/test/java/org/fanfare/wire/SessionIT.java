package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fanfare.wire.consumers.Chat;
import org.fanfare.wire.host.Rest;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.HostUser;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sessions with consumers: one conversation over changing transports.
 *
 * <p>Rules P26 and P27, P40 to P43, P44, P45 to P47 and P49.
 */
@ArquillianTest
@Tag("consumers")
class SessionIT {
  private static final String CONTEXT = "consumers";
  private static final String ANNA = HostUser.ANNA.credentials();
  private static final String BERTA = HostUser.BERTA.credentials();
  private static final String SESSION = "Fanfare-Session";

  @ArquillianResource private URL address;
  private Server server;

  @Deployment(testable = false)
  static WebArchive application() {
    return Deployments.withFanfare(
        Deployments.host(CONTEXT, Rest.class.getPackage()).addPackage(Chat.class.getPackage()),
        """
          groups = [ { match = "open.*", join = anyone, publish = nobody } ]
          consumers.grace = 5s
        """);
  }

  @BeforeEach
  void isServed() {
    server = Server.at(address, CONTEXT);
  }

  @Test
  void aSessionIsOpenedByPostAndCarriedByPolls() {
    Answer opened = open("parrot");
    String id = id(opened);

    assertThat(opened.status()).isEqualTo(201);
    assertThat(id).matches("[A-Za-z0-9_-]{22,}");
    assertThat(send("parrot", id, "{\"up\":[[1,\"hello\"],[2,\"there\"]]}").body())
        .isEqualTo("{\"ack\":2}");
    await() // the answer to the second may not be there yet when the first poll is answered
        .untilAsserted(
            () ->
                assertThat(downs(poll("parrot", id, "ack=0"), 2))
                    .containsExactly("1 hello", "2 there"));
    assertThat(poll("parrot", id, "ack=2&wait=0").body()).isEqualTo("{\"frames\":[{\"ack\":2}]}");
  }

  @Test
  void aSessionOverAWebSocketBeginsWithItsFrame() throws IOException {
    try (RawSocket socket = session("parrot")) {
      Map<String, Object> open = object(socket.message().text(), "open");

      assertThat(open).containsEntry("protocol", "").containsKeys("session", "heartbeat", "grace");
      assertThat(socket.header("Sec-WebSocket-Protocol")).isEqualTo("fanfare.session");
      socket.send(RawSocket.TEXT, "{\"up\":[[1,\"hello\"]]}");
      assertThat(socket.message().text()).startsWith("{\"down\":[[1,\"hello\"]]");
    }
  }

  @Test
  void aConversationGoesOnOverAnotherTransportWithNothingLostOrTwice() throws IOException {
    String id;
    try (RawSocket socket = session("parrot")) {
      id = object(socket.message().text(), "open").get("session").toString();
      socket.send(RawSocket.TEXT, "{\"up\":[[1,\"one\"],[2,\"two\"]]}");
      List<String> heard = new ArrayList<>();
      while (heard.size() < 2) {
        heard.addAll(downs(socket.message().text()));
      }
      assertThat(heard).containsExactly("1 one", "2 two");
    } // half of what it heard is acknowledged below

    assertThat(send("parrot", id, "{\"up\":[[2,\"two\"],[3,\"three\"]]}").body())
        .as("what came before is dropped without a word")
        .isEqualTo("{\"ack\":3}");
    await() // the answer to the third may not be there yet when the first poll is answered
        .untilAsserted(
            () ->
                assertThat(downs(poll("parrot", id, "ack=1"), 2))
                    .containsExactly("2 two", "3 three"));

    try (RawSocket again =
        RawSocket.upgrade(server, path("parrot"), "Sec-WebSocket-Protocol: fanfare.resume")) {
      again.send(
          RawSocket.TEXT, "{\"resume\":{\"session\":\"" + id + "\",\"ack\":2,\"cursor\":\"\"}}");
      List<String> heard = new ArrayList<>();
      while (heard.isEmpty()) {
        heard.addAll(downs(again.message().text()));
      }
      assertThat(heard).containsExactly("3 three");
      again.send(RawSocket.TEXT, "{\"up\":[[4,\"four\"]],\"ack\":3}");
      heard.clear();
      while (heard.isEmpty()) {
        heard.addAll(downs(again.message().text()));
      }
      assertThat(heard).containsExactly("4 four");
    }
  }

  @Test
  void aStreamCarriesASessionToo() {
    String id = id(open("parrot"));
    try (EventStream stream =
        EventStream.of(server.context().resolve("parrot?ack=0"), SESSION, id)) {
      send("parrot", id, "{\"up\":[[1,\"hello\"]]}");

      await().until(() -> stream.events().stream().anyMatch(e -> e.data().contains("hello")));
    }
  }

  @Test
  void theNewcomerWins() {
    String id = id(open("parrot"));
    try (EventStream first = newcomer(id);
        EventStream stream = newcomer(id)) {
      await().until(first::ended);
      send("parrot", id, "{\"up\":[[1,\"hello\"]]}");
      await().until(() -> stream.events().stream().anyMatch(e -> e.data().contains("hello")));
    }
  }

  private EventStream newcomer(String id) {
    return EventStream.of(server.context().resolve("parrot?ack=0"), SESSION, id);
  }

  @Test
  void aNumberThatIsNotTheNextIsRefused() {
    String id = id(open("parrot"));

    assertThat(send("parrot", id, "{\"up\":[[2,\"two\"]]}").problem())
        .isEqualTo("409 out-of-order");
    assertThat(poll("parrot", id, "ack=1").problem()).isEqualTo("409 out-of-order");
    assertThat(send("parrot", id, "{\"up\":[[1,\"one\"]]}").body()).isEqualTo("{\"ack\":1}");
  }

  @Test
  void aSessionIsFoundByItsCallerAloneAndOnItsRouteAlone() {
    Answer anna =
        Http.post(
            server.context().resolve("staff/session"),
            "application/json",
            "",
            SESSION,
            "new",
            "Authorization",
            ANNA);
    String id = id(anna);
    URI route = server.context().resolve("staff/session?ack=0&wait=0");

    assertThat(Http.get(route, SESSION, id, "Authorization", ANNA).status()).isEqualTo(200);
    assertThat(Http.get(route, SESSION, id).problem()).isEqualTo("401 unauthenticated");
    assertThat(poll("parrot", id, "ack=0").problem()).isEqualTo("404 no-session");
    assertThat(poll("parrot", "guessed-guessed-guessed", "ack=0").problem())
        .isEqualTo("404 no-session");
  }

  @Test
  void anotherUsersAGuessedAndADeadSessionAreTheSameToWhoeverAsks() {
    URI parrot = server.context().resolve("parrot");
    String living = id(openedBy(parrot, ANNA));
    String dead = id(openedBy(parrot, BERTA));
    Http.post(
        parrot,
        "application/json",
        "{\"close\":{\"code\":1000,\"reason\":\"\"}}",
        SESSION,
        dead,
        "Authorization",
        BERTA);
    String guessed = living.substring(0, living.length() - 4) + "AAAA";
    URI asked = server.context().resolve("parrot?ack=0&wait=0");

    assertThat(Http.get(asked, SESSION, living, "Authorization", ANNA).status()).isEqualTo(200);
    await().until(() -> Http.get(asked, SESSION, dead, "Authorization", BERTA).status() == 404);
    Answer toAnother = Http.get(asked, SESSION, living, "Authorization", BERTA);
    assertThat(toAnother.problem()).isEqualTo("404 no-session");
    assertThat(List.of(Http.get(asked, SESSION, living), Http.get(asked, SESSION, guessed)))
        .extracting(Answer::body)
        .containsOnly(toAnother.body())
        .containsOnly(Http.get(asked, SESSION, dead, "Authorization", BERTA).body());
    assertThat(Http.get(asked, SESSION, living, "Authorization", ANNA).status()).isEqualTo(200);
  }

  private static Answer openedBy(URI route, String authorization) {
    return Http.post(route, "application/json", "", SESSION, "new", "Authorization", authorization);
  }

  @Test
  void relayedGroupsGoOnAtTheClientsCursor() throws IOException {
    Answer opened = open("chat/relayed?name=ann");
    String id = id(opened);
    Map<String, Object> first = frames(poll("chat/relayed?name=ann", id, "&ack=0")).get(0);
    String cursor = first.get("cursor").toString();
    send(
        "chat/relayed",
        id,
        "{\"up\":[[1,\"{\\\"type\\\":\\\"say\\\",\\\"text\\\":\\\"one\\\"}\"]]}");
    send(
        "chat/relayed",
        id,
        "{\"up\":[[2,\"{\\\"type\\\":\\\"say\\\",\\\"text\\\":\\\"two\\\"}\"]]}");
    List<String> heard = new ArrayList<>();

    String at = cursor;
    while (heard.size() < 2) {
      for (Map<String, Object> frame : frames(poll("chat/relayed", id, "ack=0&cursor=" + at))) {
        if (frame.containsKey("publications")) {
          at = frame.get("cursor").toString();
          for (Object each : (List<?>) frame.get("publications")) {
            heard.add(((Map<?, ?>) ((Map<?, ?>) each).get("json")).get("text").toString());
          }
        }
      }
    }

    assertThat(heard).containsExactly("one", "two");
  }

  /** Said by consumers.md, "A walk with curl". */
  @Test
  void theWalkOfTheDocumentationIsTrue() {
    URI room = server.context().resolve("chat/walk?name=ann");
    Answer opened =
        Http.send(Http.request(room, SESSION, "new").POST(HttpRequest.BodyPublishers.noBody()));
    String id = id(opened);
    assertThat(opened.status()).isEqualTo(201);
    assertThat(opened.body())
        .isEqualTo(
            "{\"open\":{\"session\":\"%s\",\"protocol\":\"\",\"heartbeat\":25000,\"grace\":5000,\"window\":32}}",
            id);

    Answer entered = poll("chat/walk", id, "ack=0");
    assertThat(entered.body())
        .startsWith("{\"frames\":[{\"cursor\":\"")
        .contains("\"json\":{\"type\":\"entered\",\"who\":\"ann\"}}]}]}");
    String cursor = frames(entered).get(0).get("cursor").toString();

    assertThat(
            send(
                    "chat/walk",
                    id,
                    "{\"up\":[[1,\"{\\\"type\\\":\\\"say\\\",\\\"text\\\":\\\"hello\\\"}\"]]}")
                .body())
        .isEqualTo("{\"ack\":1}");
    Answer said = poll("chat/walk", id, "ack=0&cursor=" + cursor);
    assertThat(said.body())
        .contains("\"json\":{\"type\":\"said\",\"text\":\"hello\",\"who\":\"ann\"}}]}]}");
    String now = frames(said).get(0).get("cursor").toString();

    try (EventStream stream =
        EventStream.of(server.context().resolve("chat/walk?ack=0&cursor=" + now), SESSION, id)) {
      await().until(() -> !stream.events().isEmpty());
      assertThat(stream.events().get(0).data()).isEqualTo("{\"ack\":1}");
    }
    assertThat(send("chat/walk", id, "{\"close\":{}}").body()).isEqualTo("{\"ack\":1}");
  }

  @Test
  void theClientEndsASessionAndItIsNotFoundAgain() {
    String id = id(open("parrot"));

    assertThat(send("parrot", id, "{\"close\":{\"code\":1000,\"reason\":\"\"}}").status())
        .isEqualTo(200);

    await().until(() -> poll("parrot", id, "ack=0&wait=0").status() == 404);
  }

  @Test
  void aSessionWithoutAConnectionEndsAfterItsGrace() {
    String id = id(open("parrot"));

    await().until(() -> head(id) == 404);
  }

  private int head(String id) {
    return Http.send(
            Http.request(server.context().resolve("parrot"), SESSION, id)
                .method("HEAD", HttpRequest.BodyPublishers.noBody()))
        .status();
  }

  @Test
  void aConsumerThatRefusesAnswersTheOpeningWithItsStatusAndItsWords() {
    assertThat(open("troubles/full").problem()).isEqualTo("409 both-seats");
  }

  /** What a browser cannot read in the answer to a handshake. */
  @Test
  void whoWasRefusedByWebSocketIsToldTheSameByARequest() throws IOException {
    try (RawSocket refused =
        RawSocket.upgrade(
            server, path("troubles/nowhere"), "Sec-WebSocket-Protocol: fanfare.session")) {
      assertThat(refused.refusal()).isEqualTo("404 no-table");
    }

    Answer opened = open("troubles/nowhere");

    assertThat(opened.problem()).isEqualTo("404 no-table");
    assertThat(opened.json()).containsEntry("detail", "there is no such table");
  }

  @Test
  void aPageOfAnotherOriginGetsIntoNoSession() throws IOException {
    String id = id(open("parrot"));
    String foreign = "Origin: http://other.example";

    try (RawHttp preflight = RawHttp.to(server);
        RawHttp opening = RawHttp.to(server);
        RawHttp sending = RawHttp.to(server)) {
      RawHttp.Response allowed =
          preflight
              .request(
                  server,
                  "OPTIONS",
                  path("parrot"),
                  foreign,
                  "Access-Control-Request-Method: POST",
                  "Access-Control-Request-Headers: fanfare-session")
              .response();
      assertThat(allowed.header("Access-Control-Allow-Origin")).isEmpty();
      assertThat(allowed.header("Access-Control-Allow-Headers")).isEmpty();
      assertThat(
              opening
                  .request(
                      server,
                      "POST",
                      path("parrot"),
                      foreign,
                      SESSION + ": new",
                      "Content-Length: 0")
                  .response()
                  .status())
          .isEqualTo(403);
      assertThat(
              sending
                  .request(server, "GET", path("parrot?ack=0&wait=0"), foreign, SESSION + ": " + id)
                  .response()
                  .status())
          .isEqualTo(403);
    }
  }

  /** A form can name no session; what it says is said nowhere. */
  @Test
  void aFormSaysNothingWhetherItsPageIsForeignOrNot() throws IOException {
    String frame = "{\"up\":[[1,\"{\\\"type\\\":\\\"say\\\",\\\"text\\\":\\\"forged\\\"}\"]]}";
    try (RawSocket listener = RawSocket.upgrade(server, path("chat/forms?name=ann"))) {
      assertThat(listener.message().text()).contains("entered");
      for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
        URI chat = server.context().resolve("chat/forms");

        assertThat(Http.post(chat, type, frame, "Origin", "http://other.example").status())
            .isEqualTo(403);
        assertThat(Http.post(chat, type, frame).status()).isEqualTo(426);
      }

      listener.send(RawSocket.TEXT, "{\"type\":\"say\",\"text\":\"own\"}");

      assertThat(listener.message().text()).contains("own");
    }
  }

  @Test
  void aConsumerThatFailsTellsTheClientThatTheSessionHasEnded() {
    String id = id(open("troubles/session"));
    assertThat(downs(poll("troubles/session", id, "ack=0"), 1)).containsExactly("1 welcome");

    send("troubles/session", id, "{\"up\":[[1,\"throw\"]],\"ack\":1}");

    await()
        .until(
            () -> {
              Answer answer = poll("troubles/session", id, "ack=1&wait=0");
              return answer.status() == 404 || answer.body().contains("\"closing\":{\"code\":1011");
            });
  }

  private Answer open(String route) {
    return Http.post(server.context().resolve(route), "application/json", "", SESSION, "new");
  }

  private Answer send(String route, String id, String frame) {
    return Http.post(server.context().resolve(route), "application/json", frame, SESSION, id);
  }

  private Answer poll(String route, String id, String query) {
    String separator = route.contains("?") ? "" : "?";
    return Http.get(server.context().resolve(route + separator + query), SESSION, id);
  }

  private RawSocket session(String route) throws IOException {
    RawSocket socket =
        RawSocket.upgrade(server, path(route), "Sec-WebSocket-Protocol: fanfare.session");
    if (socket.status() != 101) {
      throw new IOException("no upgrade: " + socket.answer());
    }
    return socket;
  }

  private String path(String route) {
    return server.context().getPath() + route;
  }

  private static String id(Answer opened) {
    return object(opened.body(), "open").get("session").toString();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(String text, String member) {
    return (Map<String, Object>) ((Map<String, Object>) Json.parse(text)).get(member);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> frames(Answer answer) {
    return (List<Map<String, Object>>) answer.json().get("frames");
  }

  /** The messages of an answer, with their numbers; asks no further. */
  private static List<String> downs(Answer answer, int expected) {
    List<String> all = new ArrayList<>();
    frames(answer).forEach(frame -> all.addAll(downs(frame)));
    assertThat(all).hasSize(expected);
    return all;
  }

  @SuppressWarnings("unchecked")
  private static List<String> downs(String frame) {
    return downs((Map<String, Object>) Json.parse(frame));
  }

  private static List<String> downs(Map<String, Object> frame) {
    List<String> all = new ArrayList<>();
    Object down = frame.get("down");
    if (down != null) {
      ((List<?>) down)
          .forEach(each -> all.add(((List<?>) each).get(0) + " " + ((List<?>) each).get(1)));
    }
    return all;
  }
}
