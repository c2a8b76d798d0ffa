package org.fanfare.wire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.HeardItem;
import org.fanfare.wire.kit.Node;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.ProxyFile;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.ReturningClient;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An active node and its stand-by: who listens to the one is on the other within seconds when it
 * ends, well or badly, and is told that the log began anew.
 */
@Tag("payara")
@Tag("proxy")
@Tag("full")
@Law(
    value = 2,
    on = {})
class FailOverIT {
  private static final int CLIENTS = 500; // at least, through each proxy
  private static final System.Logger LOG = System.getLogger(FailOverIT.class.getName());

  /** A server that stops may answer 404 for what it no longer has, until it has gone. */
  private static final Duration STOPPING = Duration.ofSeconds(2);

  /** On a machine that does everything at once; by itself it was seen to need less than three. */
  private static final Duration AT_WORST = Duration.ofSeconds(10);

  private static final String GROUP = "demo.failover";
  private static final String SETTINGS =
      """
        trusted-proxies = ["127.0.0.1"]
        stop.spread = 500ms
        sse.retry = 300ms
        demo.clock = false
      """;

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);

  /** Who listens through each of the proxies. */
  private final Map<String, List<ReturningClient>> clients = new TreeMap<>();

  private Node first;
  private Node second;

  @BeforeEach
  void twoNodes() {
    first = Node.start(SETTINGS);
    second = Node.start(SETTINGS);
    first.awaitServing();
    second.awaitServing();
  }

  @AfterEach
  void everyoneLeaves() {
    everyone().forEach(ReturningClient::close);
    timer.shutdownNow();
    first.close();
    second.close();
  }

  @Test
  void whoListensThroughHttpdOrNginxIsOnTheOtherNodeWithinSeconds() {
    Site site =
        Site.of(first.server()).standBy(second.server().host()).listing(PortablePromises.LISTED);
    try (Proxy httpd = ProxyFile.HTTPD_CLUSTER.start(site);
        Proxy nginx = ProxyFile.NGINX_CLUSTER.start(site)) {
      Map<String, Server> servers =
          Map.of(
              "httpd", first.server().at(httpd.port(), "http"),
              "nginx", first.server().at(nginx.port(), "http"));
      theStandByIsNoStranger();
      everyoneListens(servers);
      everyoneHears(servers, "on the active node");

      first.stop(STOPPING);
      everyoneIsBack(1);
      everyoneHears(servers, "on the stand-by");

      first.awaitEnd();
      first.startAgain();
      first.awaitServing();
      everyoneHears(servers, "still on the stand-by");

      second.kill();
      everyoneIsBack(2);
      everyoneHears(servers, "on the first node again");
      servers.values().forEach(FailOverIT::aBodyThatComesAfterItsHeadIsTaken);
    }
  }

  /** A proxy that has begun to pass it on to one node must not ask the other with a part of it. */
  private static void aBodyThatComesAfterItsHeadIsTaken(Server server) {
    try (RawHttp late = publishing(server, "late")) {
      // Whoever answers this has had the time to do something about the head.
      assertThat(published(server, "meanwhile").status()).isEqualTo(202);
      late.send("late".getBytes(US_ASCII));

      assertThat(late.response().status()).isEqualTo(202);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** On a connection of its own: one that is kept may end, by a proxy, just when it is used. */
  private static RawHttp.Response published(Server server, String body) {
    try (RawHttp socket = publishing(server, body)) {
      socket.send(body.getBytes(US_ASCII));
      return socket.response();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection on which a publish has begun: its head has been sent. */
  private static RawHttp publishing(Server server, String body) throws IOException {
    RawHttp socket = RawHttp.to(server);
    socket.send(
        "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n"
            .formatted(server.target(GROUP, ""), server.host(), body.length())
            .getBytes(US_ASCII));
    return socket;
  }

  /** A server that has never answered is slow at first: a stand-by is asked now and then. */
  private void theStandByIsNoStranger() {
    for (int i = 0; i < 20; i++) {
      for (ReadTransport face : List.of(ReadTransport.WEBSOCKET, ReadTransport.SSE)) {
        try (ReturningClient warm =
            ReturningClient.on(face, second.server(), GROUP + ".warm", timer)) {
          await().until(warm::hasCursor);
        }
      }
    }
  }

  private void everyoneListens(Map<String, Server> servers) {
    servers.forEach(
        (proxy, server) -> {
          List<ReturningClient> through = new ArrayList<>();
          while (through.size() < CLIENTS) {
            for (ReadTransport face : ReadTransport.values()) {
              through.add(ReturningClient.on(face, server, GROUP, timer));
            }
          }
          clients.put(proxy, through);
        });
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> everyone().allMatch(ReturningClient::hasCursor));
  }

  /**
   * Publishes through each of the proxies what all must hear once, whichever they listen through.
   */
  private void everyoneHears(Map<String, Server> servers, String body) {
    servers.forEach(
        (proxy, server) -> {
          String text = body + ", published through " + proxy;
          RawHttp.Response answer = published(server, text);
          assertThat(answer.status()).as(answer.body()).isEqualTo(202);
          await()
              .atMost(Duration.ofSeconds(15))
              .until(() -> everyone().allMatch(client -> client.bodies().contains(text)));
          assertThat(everyone())
              .allMatch(one -> one.bodies().stream().filter(text::equals).count() == 1);
        });
  }

  private Stream<ReturningClient> everyone() {
    return clients.values().stream().flatMap(List::stream);
  }

  private void everyoneIsBack(int gaps) {
    long since = System.nanoTime();
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(AT_WORST)
        .failFast(
            () ->
                assertThat(
                        everyone().filter(ReturningClient::isLost).map(ReturningClient::troubles))
                    .isEmpty())
        .untilAsserted(
            () ->
                assertThat(everyone().filter(one -> one.gaps().size() < gaps).count())
                    .as("still away, met %s", troubles())
                    .isZero());
    List<Duration> back =
        everyone().map(client -> Duration.ofNanos(client.backAt() - since)).sorted().toList();
    Duration half = back.get(back.size() / 2);
    LOG.log(
        System.Logger.Level.INFO,
        "{0} clients are back, half of them after {1}, the last after {2}; they met {3}",
        back.size(),
        half,
        back.get(back.size() - 1),
        troubles());
    assertThat(everyone())
        .allSatisfy(
            client ->
                assertThat(client.gaps())
                    .hasSize(gaps)
                    .allMatch(gap -> gap.reason().equals("epoch") && gap.last() == null)
                    .extracting(HeardItem.Gap::group)
                    .containsOnly(GROUP));
  }

  /** What was met, with how many times. */
  private String troubles() {
    Map<String, Long> met = new TreeMap<>();
    clients.forEach(
        (proxy, through) ->
            through.forEach(
                client ->
                    client.troubles().stream()
                        .map(one -> one.lines().findFirst().orElse(""))
                        .forEach(
                            one ->
                                met.merge(
                                    proxy + " " + client.face() + " " + one, 1L, Long::sum))));
    return met.toString();
  }
}
