package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.Quirks;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.StartAt;
import org.fanfare.wire.kit.Statistics;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Law 6: what is given to a server for clients that take nothing is bounded, and ends. */
@ArquillianTest
@Law(
    value = 6,
    on = {})
class DeafReadersIT {
  private static final int KIB = 1024;
  private static final int TOTAL = 1024 * KIB;
  private static final int WRITE = 64 * KIB;
  private static final int DEAF = 20;
  private static final int GROUPS = 4;
  private static final int LINES = 500;
  private static final int LINE = 1000;

  @ArquillianResource private URL context;
  private Server server;
  private String groups;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(
        """
          heartbeat = 2s
          connections { pending-bytes = 128 KiB, pending-total = 1 MiB }
          groups = [ { match = "open.*", join = anyone, publish = anyone } ]
        """);
  }

  /** Two mebibytes wait in four logs: more than may be pending for one, or for all. */
  @BeforeEach
  void logsAreFull() {
    server = Server.at(context);
    await().until(() -> Statistics.of(server).released());
    List<String> names = new ArrayList<>();
    for (int i = 0; i < GROUPS; i++) {
      String name = Groups.open();
      String lines = ("x".repeat(LINE) + "\n").repeat(LINES);
      Http.post(server.groups(name, "lines"), "text/plain", lines);
      names.add(name);
    }
    groups = String.join(",", names);
  }

  private long given(Statistics before) {
    return (Statistics.of(server).at("delivered") - before.at("delivered")) * LINE;
  }

  private void allIsReleased() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              Statistics now = Statistics.of(server);
              return now.released() && now.at("pending", "bytes") == 0;
            });
  }

  @Test
  @Law(
      value = {6, 7},
      on = Law.Transport.WEBSOCKET)
  void socketsThatTakeNothingAreGivenNoMoreThanTheBoundsAndEnd() throws IOException {
    Statistics before = Statistics.of(server);
    List<RawSocket> deaf = new ArrayList<>();
    for (int i = 0; i < DEAF; i++) {
      deaf.add(RawSocket.open(server, groups, "after=start", "fanfare"));
    }

    await()
        .until(
            () ->
                Statistics.of(server).at("pending", "waited") - before.at("pending", "waited")
                    >= DEAF);

    assertThat(given(before)).isLessThanOrEqualTo(TOTAL + DEAF * WRITE);
    assertThat(Statistics.of(server).at("pending", "total")).isEqualTo(TOTAL);
    allIsReleased(); // they answer no heartbeat
    for (RawSocket socket : deaf) {
      socket.close();
    }
  }

  @Test
  @Law(
      value = {6, 7},
      on = Law.Transport.SSE)
  void streamsThatTakeNothingAreGivenNoMoreThanTheBoundsWhereTheServerWouldTakeAll()
      throws IOException {
    Statistics before = Statistics.of(server);
    List<RawHttp> deaf = new ArrayList<>();
    for (int i = 0; i < DEAF; i++) {
      String target = server.target(groups, "after=start");
      deaf.add(RawHttp.to(server).request(server, "GET", target, "Accept: text/event-stream"));
    }

    long least = (long) DEAF * LINE; // all have begun
    await().until(() -> given(before) > least);
    if (Quirks.queuesWrites()) {
      await()
          .until(
              () ->
                  Statistics.of(server).at("pending", "waited") - before.at("pending", "waited")
                      >= DEAF);
      assertThat(given(before)).isLessThanOrEqualTo(TOTAL + DEAF * WRITE);
    }

    for (RawHttp stream : deaf) {
      stream.close();
    }
    allIsReleased();
  }

  @Test
  @Law(
      value = 5,
      on = {Law.Transport.WEBSOCKET, Law.Transport.SSE})
  void whoReadsIsGivenAllThatThereIsWithoutAGap() {
    String one = groups.substring(0, groups.indexOf(','));
    try (Listener socket = ReadTransport.WEBSOCKET.listen(server, groups, StartAt.start());
        Listener stream =
            ReadTransport.SSE.listen(server, one, StartAt.start())) { // in two heartbeats
      await().atMost(Duration.ofSeconds(30)).until(() -> socket.bodies().size() == GROUPS * LINES);
      await().atMost(Duration.ofSeconds(30)).until(() -> stream.bodies().size() == LINES);

      assertThat(socket.gaps()).isEmpty();
      assertThat(stream.gaps()).isEmpty();
    }
  }
}
