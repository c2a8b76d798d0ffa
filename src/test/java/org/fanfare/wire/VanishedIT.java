package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.BareSocket;
import org.fanfare.wire.kit.Checker;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.Flood;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.Relay;
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
 * Law 7: who vanished without a word is noticed, and nothing that it held remains.
 *
 * <p>With a heartbeat of 500 ms a WebSocket is released after 1.5 s at most (two missed, and one to
 * notice), a poll after 500 ms, and a stream, which cannot answer, after its lifetime of 2 s with
 * its jitter and one heartbeat. The bound below adds what a busy machine takes.
 */
@ArquillianTest
@Tag("bounds")
@Law(
    value = 7,
    on = {})
class VanishedIT {
  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final int EACH = 50;

  @ArquillianResource private URL context;
  private Server server;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(
        Groups.OPEN
            + """
              heartbeat = 500ms
              sse.lifetime = 2s
              stream.idle = 2s
              publish.timeout = 2s
            """);
  }

  @BeforeEach
  void nobodyIsThere() {
    server = Server.at(context);
    nothingIsLeft();
  }

  @Test
  @Law(7)
  void everyoneBehindANetworkThatFellSilentIsReleased() throws IOException {
    try (Relay relay = Relay.to(server)) {
      List<AutoCloseable> clients = everyone(server.through(relay));
      everyoneIsThere();

      relay.fallSilent();

      nothingIsLeft();
      assertThat(relay.links()).isGreaterThanOrEqualTo(3 * EACH);
      assertThat(clients).hasSize(4 * EACH);
    }
  }

  @Test
  @Law(7)
  void everyoneWhoVanishedInAFloodIsReleased() throws IOException {
    String group = Groups.open();
    try (Relay relay = Relay.withReceiveBuffer(server, 4096)) {
      List<Listener> clients = new ArrayList<>();
      for (ReadTransport face :
          List.of(
              ReadTransport.WEBSOCKET,
              ReadTransport.POLL,
              ReadTransport.SSE)) { // streams live for so long
        for (int i = 0; i < 5; i++) {
          clients.add(face.listen(server.through(relay), group, StartAt.now()));
        }
      }
      await().until(() -> Statistics.of(server).connections() == clients.size());

      relay.fallSilent();
      new Flood(server, group, new Checker()).publish(20, List.of());

      nothingIsLeft();
    }
  }

  @Test
  void everyoneWhoseNetworkBrokeIsReleased() throws IOException {
    try (Relay relay = Relay.to(server)) {
      List<AutoCloseable> clients = everyone(server.through(relay));
      everyoneIsThere();

      relay.cut();

      nothingIsLeft();
      assertThat(clients).hasSize(4 * EACH);
    }
  }

  @Test
  void aPublisherThatVanishedInMidStreamIsReleased() throws IOException {
    String group = Groups.open();
    try (Relay relay = Relay.to(server);
        RawHttp stream = RawHttp.to(server.through(relay));
        RawHttp body = RawHttp.to(server.through(relay))) {
      stream.request(server, "PUT", server.target(group, ""), "Transfer-Encoding: chunked");
      stream.chunk("one\n");
      body.request(
          server,
          "POST",
          server.target(group, ""),
          "Content-Type: text/plain",
          "Content-Length: 10");
      body.send("half");
      await().until(() -> Statistics.of(server).at("publishing") == 2);

      relay.fallSilent();

      nothingIsLeft();
    }
  }

  @Test
  void whoListensQuietlyIsSentHeartbeatsAndStays() throws Exception {
    String group = Groups.open();
    try (FanfareSocket socket = FanfareSocket.open(server, group, StartAt.now());
        EventStream stream = EventStream.open(server, group, StartAt.now())) {
      assertThat(socket.hello()).containsEntry("heartbeat", 500L);
      await().until(() -> stream.comments() >= 1);
      await().until(() -> socket.heartbeats() >= 5);

      Http.post(server.groups(group, ""), "text/plain", "still there?");

      socket.hears("still there?");
      assertThat(socket.ended()).isFalse();
    }
  }

  @Test
  void aBareSocketIsPingedAndStaysAsLongAsItAnswers() throws IOException {
    try (RawSocket socket = RawSocket.open(server, Groups.open(), "", "")) {
      for (int i = 0; i < 5; i++) {
        RawSocket.Frame ping = socket.frame();
        assertThat(ping.opcode()).isEqualTo(RawSocket.PING);
        socket.send(true, RawSocket.PONG, ping.bytes());
      }

      String reason = socket.closing();
      assertThat(reason).startsWith("4002 heartbeat");
    }
  }

  @Test
  @Law(value = 7, on = Law.Transport.WEBSOCKET)
  void aSocketThatAnswersNoPingIsClosed() throws IOException {
    try (RawSocket socket = RawSocket.open(server, Groups.open(), "", "fanfare")) {
      assertThat(socket.closing()).startsWith("4002 heartbeat");
    }
  }

  @Test
  @Law(value = 7, on = Law.Transport.POLL)
  void aWaitIsNeverLongerThanTheHeartbeat() {
    long before = System.nanoTime();
    Answer answer = Http.get(server.groups(Groups.open(), "wait=20"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isBetween(Duration.ofMillis(450), Duration.ofSeconds(5));
  }

  @Test
  @Law(value = 7, on = Law.Transport.SSE)
  void aStreamIsEndedAfterItsLifetimeAndItsClientComesBackToEverything() {
    String group = Groups.open();
    try (EventStream stream = EventStream.open(server, group, StartAt.now())) {
      await().atMost(BOUND).until(stream::ended);
      Http.post(server.groups(group, ""), "text/plain", "between two streams");

      try (EventStream next = EventStream.open(server, group, StartAt.after(stream.cursor()))) {
        next.hears("between two streams");
      }
    }
  }

  /** The streams come last: their short life begins when they do. */
  private static List<AutoCloseable> everyone(Server reached) throws IOException {
    List<AutoCloseable> clients = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      String groups = Groups.open() + "," + Groups.open();
      clients.add(FanfareSocket.open(reached, groups, StartAt.now()));
      clients.add(ReadTransport.POLL.listen(reached, groups, StartAt.now()));
      clients.add(BareSocket.open(reached, groups));
    }
    for (int i = 0; i < EACH; i++) {
      String groups = Groups.open() + "," + Groups.open();
      clients.add(EventStream.open(reached, groups, StartAt.now()));
    }
    return clients;
  }

  private void everyoneIsThere() {
    await()
        .untilAsserted(
            () -> {
              Statistics now = Statistics.of(server);
              assertThat(now.at("connections", "websocket")).isPositive();
              assertThat(now.at("readers")).isPositive();
              assertThat(now.at("mailboxes")).isPositive();
            });
  }

  private void nothingIsLeft() {
    await()
        .atMost(BOUND)
        .untilAsserted(
            () ->
                assertThat(Statistics.of(server))
                    .as(Statistics.of(server).figures().toString())
                    .matches(Statistics::released));
  }
}
