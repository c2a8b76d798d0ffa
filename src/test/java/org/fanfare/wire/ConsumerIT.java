package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.fanfare.wire.consumers.Chat;
import org.fanfare.wire.host.Rest;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.HostUser;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Quirks;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.StartAt;
import org.fanfare.wire.kit.Statistics;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Consumers in an application of their own, on the server and with the carrier of the run.
 *
 * <p>Rules P1, P5 to P7, P9, P11, P13, P16 to P18, P26, P29, P30, P33, P37 and P38, and those of
 * {@link LoginPromises}.
 */
@ArquillianTest
@Tag("consumers")
class ConsumerIT implements LoginPromises {
  private static final String CONTEXT = "consumers";
  private static final String ANNA = HostUser.ANNA.line();

  private static final boolean PAUSES =
      System.getProperty("websocket", "").equals("direct") && !Quirks.readsOverUnreadInput();
  private static final int FLOOD = 1_000;
  private static final String MUCH = "x".repeat(32_000);

  @ArquillianResource private URL address;
  private Server server;

  @Deployment(testable = false)
  static WebArchive application() {
    return Deployments.withFanfare(
        Deployments.host(CONTEXT, Rest.class.getPackage()).addPackage(Chat.class.getPackage()),
        "groups = [ { match = \"open.*\", join = anyone, publish = nobody } ]");
  }

  @BeforeEach
  void isServed() {
    server = Server.at(address, CONTEXT);
  }

  @Override
  public Server server() {
    return server;
  }

  @Test
  void whatOneSaysGoesToAllWhoAreInTheRoom() throws IOException {
    RawSocket bob = open("chat/lobby?name=bob");
    try (RawSocket ann = open("chat/lobby?name=ann");
        RawSocket eve = open("chat/attic?name=eve")) {
      assertThat(typed(bob)).isEqualTo(Map.of("type", "entered", "who", "bob"));
      assertThat(typed(ann)).isEqualTo(Map.of("type", "entered", "who", "bob"));
      assertThat(typed(ann)).isEqualTo(Map.of("type", "entered", "who", "ann"));
      assertThat(typed(bob)).isEqualTo(Map.of("type", "entered", "who", "ann"));

      ann.send(RawSocket.TEXT, "{\"type\":\"say\",\"text\":\"hello\"}");

      Map<String, String> hello = Map.of("type", "said", "who", "ann", "text", "hello");
      assertThat(typed(ann)).isEqualTo(hello);
      assertThat(typed(bob)).isEqualTo(hello);
      assertThat(typed(eve)).isEqualTo(Map.of("type", "entered", "who", "eve"));

      bob.close();

      assertThat(typed(ann)).isEqualTo(Map.of("type", "left", "who", "bob"));
    }
  }

  @Test
  void aClientIsToldOfItsMistakesAndGoesOn() throws IOException {
    try (RawSocket ann = open("chat/mistakes?name=ann")) {
      typed(ann);

      ann.send(RawSocket.TEXT, "{\"type\":\"say\",\"text\":\" \"}");
      assertThat(typed(ann))
          .containsEntry("type", "problem")
          .containsEntry("code", "invalid-message")
          .containsEntry("about", "say");
      ann.send(RawSocket.TEXT, "not JSON");
      assertThat(typed(ann)).containsEntry("code", "invalid-json");
      ann.send(RawSocket.TEXT, "{\"type\":\"shout\"}");
      assertThat(typed(ann)).containsEntry("code", "unknown-type");

      ann.send(RawSocket.TEXT, "{\"type\":\"say\",\"text\":\"so\"}");
      assertThat(typed(ann)).containsEntry("text", "so");
    }
  }

  @Test
  void messagesAreHandledInTheOrderInWhichTheyWereSent() throws IOException {
    try (RawSocket socket = open("parrot")) {
      for (int i = 0; i < 100; i++) {
        socket.send(RawSocket.TEXT, "message " + i);
      }

      for (int i = 0; i < 100; i++) {
        assertThat(socket.message().text()).isEqualTo("message " + i);
      }
    }
  }

  @Test
  void textIsTextAndBytesAreBytes() throws IOException {
    try (RawSocket socket = open("parrot")) {
      socket.send(RawSocket.BINARY, "\u0000\u0001\u0002");

      RawSocket.Frame frame = socket.message();
      assertThat(frame.opcode()).isEqualTo(RawSocket.BINARY);
      assertThat(frame.octets()).isEqualTo("\u0000\u0001\u0002");
    }
  }

  @Test
  void aSubprotocolIsChosenByTheConsumerOrNoneIs() throws IOException {
    try (RawSocket chosen =
            RawSocket.upgrade(
                server, path("parrot"), "Sec-WebSocket-Protocol: parrot.v1, parrot.v2");
        RawSocket none =
            RawSocket.upgrade(server, path("parrot"), "Sec-WebSocket-Protocol: parrot.v1")) {
      assertThat(chosen.status()).isEqualTo(101);
      assertThat(chosen.header("Sec-WebSocket-Protocol")).isEqualTo("parrot.v2");
      assertThat(none.status()).isEqualTo(101);
      assertThat(none.header("Sec-WebSocket-Protocol")).isEmpty();
    }
  }

  @Test
  void everyCallbackHasTheContextsOfTheApplicationAndOneOfItsOwn() throws IOException {
    try (RawSocket anna = RawSocket.upgrade(server, path("staff/contexts"), ANNA)) {
      Map<String, Object> ofConnect = typed(anna);
      anna.send(RawSocket.TEXT, "{\"type\":\"contexts\"}");
      Map<String, Object> ofMessage = typed(anna);
      anna.send(RawSocket.TEXT, "{\"type\":\"later\"}");
      Map<String, Object> ofTimer = typed(anna);

      assertThat(List.of(ofConnect, ofMessage, ofTimer))
          .allSatisfy(
              contexts ->
                  assertThat(contexts)
                      .containsEntry("user", "anna")
                      .containsEntry("names", true)
                      .containsEntry("loader", true))
          .extracting(contexts -> contexts.get("request"))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aJoinedGroupAndTheChannelComeToTheConsumer() throws IOException {
    try (RawSocket anna = RawSocket.upgrade(server, path("staff/join"), ANNA)) {
      typed(anna);
      anna.send(RawSocket.TEXT, "{\"type\":\"mail\"}");
      assertThat(typed(anna)).isEqualTo(Map.of("type", "mailed", "who", "by the channel"));
      anna.send(RawSocket.TEXT, "{\"type\":\"join\"}");
      assertThat(typed(anna)).containsEntry("type", "joined");

      Answer published =
          Http.post(
              server.groups("desk.join", ""),
              "application/json",
              "{\"type\":\"news\",\"count\":7}");

      assertThat(published.problem()).as("rights bind clients").isEqualTo("403 refused");
    }
  }

  @Test
  void theEndOfAConnectionIsToldOnceAndItsInstanceDestroyed() throws IOException {
    FanfareSocket listener = FanfareSocket.open(server, "open.desk-end", StartAt.now());
    int before = destroyed();
    RawSocket anna = RawSocket.upgrade(server, path("staff/end"), ANNA);
    typed(anna);
    // Tyrus forgets that TCP has ended while onOpen was running; a heartbeat finds that out later.
    anna.send(RawSocket.TEXT, "{\"type\":\"mail\"}");
    typed(anna);

    anna.close();

    listener.hears("{\"type\":\"left\",\"who\":\"anna\"}");
    await().until(() -> destroyed() == before + 1);
    listener.close();
  }

  private int destroyed() {
    return Integer.parseInt(
        Http.get(server.context().resolve("plain")).body().replace("destroyed: ", ""));
  }

  @Test
  void aConsumerThatRefusesAnswersWithItsStatusAndItsWords() throws IOException {
    try (RawSocket full = RawSocket.upgrade(server, path("troubles/full"));
        RawSocket later = RawSocket.upgrade(server, path("troubles/later"));
        RawSocket failed = RawSocket.upgrade(server, path("troubles/connect"))) {
      assertThat(full.refusal()).isEqualTo("409 both-seats");
      assertThat(later.refusal()).isEqualTo("503 closed-now");
      assertThat(later.header("Retry-After")).isNotEmpty();
      assertThat(failed.refusal()).isEqualTo("500 error");
    }
  }

  @Test
  void aCallbackThatThrowsEndsItsOwnConnectionAlone() throws IOException {
    try (RawSocket other = open("parrot");
        RawSocket broken = open("troubles/message");
        RawSocket mended = open("troubles/mended")) {
      assertThat(broken.message().text()).isEqualTo("welcome");
      assertThat(mended.message().text()).isEqualTo("welcome");

      broken.send(RawSocket.TEXT, "throw");
      mended.send(RawSocket.TEXT, "throw");

      assertThat(broken.closing()).isEqualTo("1011 error");
      assertThat(mended.message().text()).isEqualTo("mended: provoked by a test in mended");
      other.send(RawSocket.TEXT, "still here");
      assertThat(other.message().text()).isEqualTo("still here");
    }
  }

  @Test
  void codeOfTheApplicationClosesWithACodeOfItsOwn() throws IOException {
    try (RawSocket socket = open("troubles/closes")) {
      socket.message();

      socket.send(RawSocket.TEXT, "close");

      assertThat(socket.closing()).isEqualTo("4321 enough");
    }
  }

  /** Rule P13: it is not read on, or, where that cannot be, ended. */
  @Test
  void whoFloodsACallbackThatBlocksHarmsNobodyElse() throws IOException {
    try (RawSocket blocked = open("troubles/flood");
        RawSocket other = open("parrot")) {
      blocked.message();
      blocked.send(RawSocket.TEXT, "block");
      if (PAUSES) {
        isPaused(blocked, other);
        return;
      }

      String closing = blocked.closingWhile(() -> floods(blocked, new AtomicInteger()));

      assertThat(closing).isEqualTo("1013 flooded");
      other.send(RawSocket.TEXT, "still here");
      assertThat(other.message().text()).isEqualTo("still here");
    } finally {
      release();
    }
  }

  private void release() {
    Http.post(server.context().resolve("plain"), "text/plain", "release");
  }

  private static void floods(RawSocket socket, AtomicInteger sent) throws IOException {
    for (int i = 0; i < FLOOD; i++) {
      socket.send(RawSocket.TEXT, MUCH);
      sent.incrementAndGet();
    }
  }

  private void isPaused(RawSocket blocked, RawSocket other) throws IOException {
    AtomicInteger sent = new AtomicInteger();
    CompletableFuture<Void> flood =
        CompletableFuture.runAsync(
            () -> {
              try {
                floods(blocked, sent);
              } catch (IOException cutOff) {
                throw new UncheckedIOException(cutOff);
              }
            });
    AtomicInteger before = new AtomicInteger();
    await()
        .pollInterval(Duration.ofMillis(500))
        .until(() -> sent.get() > 0 && before.getAndSet(sent.get()) == sent.get());

    assertThat(sent.get()).as("the client is stopped by TCP").isLessThan(FLOOD);
    other.send(RawSocket.TEXT, "still here");
    assertThat(other.message().text()).isEqualTo("still here");

    release();
    for (int i = 0; i < FLOOD; i++) {
      assertThat(blocked.message().text()).isEqualTo("had it");
    }
    flood.join();
  }

  @Test
  void aStreamOfEventsIsAConnectionThatOnlyReads() {
    try (EventStream ann = EventStream.of(server.context().resolve("chat/streamed?name=ann"))) {
      await().until(() -> ann.events().size() == 1);

      try (EventStream bob = EventStream.of(server.context().resolve("chat/streamed?name=bob"))) {
        await().until(() -> ann.events().size() == 2 && bob.events().size() == 2);
      }

      assertThat(ann.events())
          .extracting(EventStream.Event::data)
          .startsWith(
              "{\"type\":\"entered\",\"who\":\"ann\"}", "{\"type\":\"entered\",\"who\":\"bob\"}");
    }
  }

  /** Rule P38. */
  @Test
  void operatorsSeeWhatHappensOnEachRoute() throws IOException {
    try (RawSocket accepted = open("parrot");
        RawSocket guest = RawSocket.upgrade(server, path("staff/a"));
        RawSocket refused = RawSocket.upgrade(server, path("troubles/full"))) {
      assertThat(accepted.status()).isEqualTo(101);
      assertThat(guest.status()).isEqualTo(401);
      assertThat(refused.status()).isEqualTo(409);

      Statistics now = Statistics.ofGuest(server);

      assertThat(now.at("routes", "/parrot", "open")).isPositive();
      assertThat(now.at("routes", "/parrot", "opened")).isPositive();
      assertThat(now.at("routes", "/parrot", "times", "connect", "count")).isPositive();
      assertThat(now.at("routes", "/troubles/{where}", "refusals", "both-seats")).isPositive();
      assertThat(now.at("routes", "/staff/{desk}", "refusals", "unauthenticated")).isPositive();
      assertThat(figures("metrics").body())
          .contains("fanfare_consumer_connections{route=\"/parrot\"}")
          .contains(
              "fanfare_consumer_callback_seconds_count{callback=\"connect\",route=\"/parrot\"}")
          .contains("fanfare_consumer_refused_total{code=\"both-seats\"");
    }
  }

  private Answer figures(String name) {
    return Http.get(
        server.context().resolve("fanfare/api/" + name),
        "Authorization",
        "Bearer " + Deployments.KEY);
  }

  @Test
  void aPlainRequestIsAnsweredOrPassedOnOrRefused() {
    Answer refused = Http.get(server.context().resolve("parrot"));
    Answer answered = Http.get(server.context().resolve("plain"));
    Answer passed = Http.get(server.context().resolve("orders"));

    assertThat(refused.problem()).isEqualTo("426 upgrade-required");
    assertThat(refused.header("Upgrade")).isEqualTo("websocket");
    assertThat(refused.body()).contains("connect by WebSocket at ws://");
    assertThat(answered.status()).isEqualTo(200);
    assertThat(passed.status()).isEqualTo(200);
    assertThat(passed.json()).containsEntry("orders", 7L);
  }

  /** Neither that client nor the next on the same way waits until a server finds it idle. */
  @Test
  void whoIsToldToUpgradeHasTheWholeAnswerAtOnce() throws IOException {
    for (String body : List.of("", "{}")) {
      String method = body.isEmpty() ? "GET" : "POST";
      String about = body.isEmpty() ? "Accept: */*" : "Content-Length: " + body.length();
      try (RawHttp plain = RawHttp.to(server)) {
        RawHttp.Response refused =
            plain.request(server, method, path("parrot"), about).send(body).response();

        assertThat(refused.problem()).as(method).isEqualTo("426 upgrade-required");
        if (!Quirks.closesUnannounced()) {
          assertThat(refused.header("Connection")).containsIgnoringCase("close");
        }
        assertThat(plain.closes()).isTrue();
      }
    }
  }

  @Test
  void manyConnectionsAtTheSameTimeAreEachTheirOwn() throws IOException {
    RawSocket[] sockets = new RawSocket[50];
    try {
      for (int i = 0; i < sockets.length; i++) {
        sockets[i] = open("parrot");
      }
      for (int i = 0; i < sockets.length; i++) {
        sockets[i].send(RawSocket.TEXT, "of " + i);
      }

      for (int i = 0; i < sockets.length; i++) {
        assertThat(sockets[i].message().text()).isEqualTo("of " + i);
      }
    } finally {
      for (RawSocket socket : sockets) {
        if (socket != null) {
          socket.close();
        }
      }
    }
  }

  private String path(String route) {
    return server.context().getPath() + route;
  }

  private RawSocket open(String route) throws IOException {
    RawSocket socket = RawSocket.upgrade(server, path(route));
    if (socket.status() != 101) {
      throw new IOException("no upgrade: " + socket.answer());
    }
    return socket;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> typed(RawSocket socket) throws IOException {
    String text = socket.message().text();
    return (Map<String, Object>) Json.parse(text);
  }
}
