package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.HeardItem;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.Polling;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.StartAt;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Law 10: who was connected is told to come back, and after a restart what became of the log. */
@ArquillianTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Law(
    value = 10,
    on = {})
class StopIT {
  private static final int EACH = 10;
  private static final String GROUP = "open.restarted";
  private static final Map<ReadTransport, String> CURSORS = new EnumMap<>(ReadTransport.class);

  @ArquillianResource private Deployer deployer;
  private boolean running;

  @Deployment(name = "fanfare", managed = false, testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(Groups.OPEN);
  }

  @BeforeEach
  void start() {
    deployer.deploy("fanfare");
    running = true;
  }

  @AfterEach
  void stop() {
    if (running) {
      running = false;
      deployer.undeploy("fanfare");
    }
  }

  @Test
  @Order(1)
  @OperateOnDeployment("fanfare")
  @Law(10)
  void everyClientIsToldToComeBackAndNotAllAtOnce(@ArquillianResource URL context)
      throws IOException {
    Server server = Server.at(context);
    List<FanfareSocket> sockets = new ArrayList<>();
    List<EventStream> streams = new ArrayList<>();
    List<Polling> polls = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      sockets.add(FanfareSocket.open(server, GROUP, StartAt.now()));
      streams.add(EventStream.open(server, GROUP, StartAt.now()));
      polls.add(Polling.open(server, GROUP, StartAt.now()));
    }
    try (RawSocket bare = RawSocket.open(server, GROUP, "", "");
        RawHttp put = RawHttp.to(server)) {
      put.request(server, "PUT", server.target(GROUP, ""), "Transfer-Encoding: chunked");
      put.chunk("one\n");
      assertThat(bare.message().text()).isEqualTo("one");
      List<Listener> all = new ArrayList<>(sockets);
      all.addAll(streams);
      all.addAll(polls);
      await().until(() -> all.stream().allMatch(one -> one.size() == 1));
      CURSORS.put(ReadTransport.WEBSOCKET, sockets.get(0).cursor());
      CURSORS.put(ReadTransport.SSE, streams.get(0).cursor());
      CURSORS.put(ReadTransport.POLL, polls.get(0).cursor());
      long before = System.nanoTime();

      stop();

      await().atMost(Duration.ofSeconds(15)).until(() -> all.stream().allMatch(Listener::ended));
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
      assertThat(sockets).extracting(FanfareSocket::closeCode).containsOnly(1012);
      assertThat(sockets)
          .allSatisfy(
              socket ->
                  assertThat(socket.closing())
                      .containsEntry("code", 1012L)
                      .containsEntry("reason", "stopping"));
      assertThat(delays(sockets, socket -> (Long) socket.closing().get("retry")))
          .hasSizeGreaterThan(3);
      assertThat(delays(streams, EventStream::retry)).hasSizeGreaterThan(3);
      assertThat(delays(polls, poll -> (Long) poll.last().get("retry"))).hasSizeGreaterThan(3);
      assertThat(bare.closing()).isEqualTo("1012 stopping");
      RawHttp.Response answer = put.response();
      assertThat(answer.problem()).isEqualTo("503 stopping");
      assertThat(answer.header("Retry-After")).isNotEmpty();
      assertThat(Json.object(answer.body())).containsEntry("accepted", 1L);
    }
  }

  private static <T> Set<Long> delays(List<T> clients, java.util.function.Function<T, Long> delay) {
    assertThat(clients).allMatch(client -> delay.apply(client) >= 0);
    return clients.stream().map(delay).collect(Collectors.toSet());
  }

  @Test
  @Order(2)
  @OperateOnDeployment("fanfare")
  @Law(10)
  void whoComesBackAfterARestartIsToldThatTheLogBeganAnew(@ArquillianResource URL context)
      throws IOException {
    Server server = Server.at(context);
    assertThat(CURSORS).hasSize(3);
    for (ReadTransport face : ReadTransport.values()) {
      try (Listener back = face.next().listen(server, GROUP, StartAt.after(CURSORS.get(face)))) {
        await().until(() -> back.size() == 1);
        assertThat(back.heard()).containsExactly(new HeardItem.Gap(GROUP, 2, null, "epoch"));
      }
    }
    String cursor = CURSORS.get(ReadTransport.SSE);
    try (RawSocket bare = RawSocket.open(server, GROUP, "after=" + cursor, "")) {
      assertThat(bare.closing()).isEqualTo("4001 gap " + GROUP + " 2- epoch");
    }

    Http.post(server.groups(GROUP, ""), "text/plain", "new life");

    try (Listener back = ReadTransport.SSE.listen(server, GROUP, StartAt.after(cursor))) {
      back.hears("new life");
      assertThat(back.gaps()).containsExactly(new HeardItem.Gap(GROUP, 2, null, "epoch"));
    }
  }
}
