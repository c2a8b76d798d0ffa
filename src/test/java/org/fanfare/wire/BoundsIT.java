package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.StartAt;
import org.fanfare.wire.kit.Statistics;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Law 6: every bound holds, is told to who meets it, and gives way again. */
@ArquillianTest
@Tag("bounds")
@Law(
    value = 6,
    on = {})
class BoundsIT {
  private static final int MOST_CONNECTIONS = 20;

  @ArquillianResource private URL context;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Server server;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(
        """
          heartbeat = 500ms
          connections { max = 20, publishing = 3 }
          idempotency { keys = 5, age = 2s }
          log.total = 512KiB
          websocket-lifetime = 2s
          groups = [
            { match = "few.*", join = anyone, publish = anyone, max-groups = 3, idle = 1s
              history.age = 500ms }
            { match = "open.*", join = anyone, publish = anyone, idle = 1s, history.age = 2s
              max-groups = 1000 }
          ]
        """);
  }

  @BeforeEach
  void nobodyIsThere() {
    server = Server.at(context);
    await().until(() -> Statistics.of(server).released());
  }

  @AfterEach
  void everyoneLeaves() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  @Test
  @Law(
      value = 6,
      on = {Law.Transport.WEBSOCKET, Law.Transport.POLL})
  void oneConnectionMoreThanThereMayBeIsToldToComeBackLater() throws IOException {
    List<FanfareSocket> sockets = asManyAsThereMayBe();

    Answer poll = Http.get(server.groups(Groups.open(), "wait=0"));
    assertThat(poll.problem()).isEqualTo("503 too-many-connections");
    assertThat(poll.header("Retry-After")).matches("[0-9]+");
    try (RawSocket socket = RawSocket.upgrade(server, server.target(Groups.open(), ""))) {
      assertThat(socket.refusal()).isEqualTo("503 too-many-connections");
    }

    sockets.get(0).kill();
    await()
        .untilAsserted(
            () ->
                assertThat(Http.get(server.groups(Groups.open(), "wait=0")).status())
                    .isEqualTo(200));
  }

  @Test
  @Law(value = 6, on = Law.Transport.SSE)
  void anEventSourceIsRefusedSoThatItComesBack() {
    asManyAsThereMayBe();

    EventStream stream = EventStream.open(server, Groups.open(), StartAt.now());

    await().until(stream::ended);
    assertThat(stream.status()).isEqualTo(200);
    assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
    assertThat(stream.retry()).isPositive();
    assertThat(stream.events())
        .singleElement()
        .satisfies(event -> assertThat(event.type()).isEqualTo("refused"))
        .satisfies(event -> assertThat(event.data()).contains("too-many-connections"));
  }

  @Test
  @Law(value = 6, on = Law.Transport.WEBSOCKET)
  void aSocketOfTheHolderOfAKeyEndsAsAtARestartAndOneOfNobodyLivesOn() {
    FanfareSocket nobodys = FanfareSocket.open(server, Groups.open(), StartAt.now());
    opened.add(nobodys);
    FanfareSocket known =
        FanfareSocket.open(server, Groups.open(), StartAt.now(), "X-API-Key", Deployments.KEY);
    opened.add(known);

    await().until(known::ended);

    assertThat(known.closeCode()).isEqualTo(1012);
    assertThat(known.closeReason()).isEqualTo("lifetime");
    assertThat(nobodys.ended()).isFalse();
  }

  @Test
  void oneGroupMoreThanItsRuleAllowsIsRefusedAndHarmsNoOther() {
    List<String> few = List.of(Groups.fresh("few"), Groups.fresh("few"), Groups.fresh("few"));
    few.forEach(group -> assertThat(publish(group, "x").status()).isEqualTo(202));

    Answer more = publish(Groups.fresh("few"), "x");

    assertThat(more.problem()).isEqualTo("503 too-many-groups");
    assertThat(more.header("Retry-After")).matches("[0-9]+");
    assertThat(publish(few.get(0), "x").status()).isEqualTo(202);
    assertThat(publish(Groups.open(), "x").status()).isEqualTo(202);
    await()
        .untilAsserted(() -> assertThat(publish(Groups.fresh("few"), "x").status()).isEqualTo(202));
  }

  @Test
  void groupsThatNobodyUsesGoAwayWithTheirLogs() {
    publish(Groups.open(), "x");
    assertThat(Statistics.of(server).at("groups")).isPositive();

    await()
        .untilAsserted(
            () -> {
              Statistics now = Statistics.of(server);
              assertThat(now.at("groups")).isZero();
              assertThat(now.at("log", "publications")).isZero();
              assertThat(now.at("log", "bytes")).isZero();
            });
  }

  @Test
  @Law(value = 6, on = Law.Transport.POLL)
  void allLogsTogetherStayWithinTheirTotal() {
    String body = "x".repeat(10_000);
    for (int group = 0; group < 20; group++) {
      String name = Groups.open();
      for (int i = 0; i < 20; i++) {
        assertThat(publish(name, body).status()).isEqualTo(202);
        assertThat(Statistics.of(server).at("log", "bytes")).isLessThanOrEqualTo(512 * 1024);
      }
      assertThat(Http.get(server.groups(name, "last=1&wait=0")).body()).contains(body);
    }
  }

  @Test
  void aKeyMoreThanCanBeRememberedIsRefusedAndALivingOneIsNotForgotten() {
    String group = Groups.open();
    for (int i = 0; i < 5; i++) {
      assertThat(keyed(group, "key-" + i).status()).isEqualTo(202);
    }

    Answer more = keyed(group, "one-more");
    Answer again = keyed(group, "key-0");

    assertThat(more.problem()).isEqualTo("503 too-many-keys");
    assertThat(more.header("Retry-After")).matches("[0-9]+");
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    await().untilAsserted(() -> assertThat(keyed(group, "at-last").status()).isEqualTo(202));
  }

  @Test
  void oneBodyMoreThanMayBeReadAtATimeIsRefused() throws IOException {
    List<RawHttp> streams = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      RawHttp stream = RawHttp.to(server);
      opened.add(stream);
      stream.request(server, "PUT", server.target(Groups.open(), ""), "Transfer-Encoding: chunked");
      streams.add(stream.chunk("first line\n"));
    }
    await().until(() -> Statistics.of(server).at("publishing") == 3);

    Answer more = publish(Groups.open(), "x");

    assertThat(more.status()).isEqualTo(503);
    assertThat(more.header("Retry-After")).matches("[0-9]+");
    for (RawHttp stream : streams) {
      stream.send("0\r\n\r\n");
      assertThat(stream.response().status()).isEqualTo(202);
    }
    assertThat(publish(Groups.open(), "x").status()).isEqualTo(202);
  }

  private List<FanfareSocket> asManyAsThereMayBe() {
    List<FanfareSocket> sockets = new ArrayList<>();
    for (int i = 0; i < MOST_CONNECTIONS; i++) {
      sockets.add(FanfareSocket.open(server, Groups.open(), StartAt.now()));
      opened.add(sockets.get(i));
    }
    return sockets;
  }

  private Answer keyed(String group, String key) {
    return Http.post(server.groups(group, ""), "text/plain", key, "Idempotency-Key", key);
  }

  private Answer publish(String group, String body) {
    return Http.post(server.groups(group, ""), "text/plain", body);
  }
}
