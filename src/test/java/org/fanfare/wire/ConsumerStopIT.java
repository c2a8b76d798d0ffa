package org.fanfare.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.fanfare.gate.Law;
import org.fanfare.wire.host.Rest;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.Statistics;
import org.fanfare.wire.watch.Logbook;
import org.fanfare.wire.watch.Watch;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Rule P54, with rule P53 for what comes afterwards: when an application is undeployed, which on
 * Payara Micro is when the server stops, clients are told to come back, consumers are told of the
 * end, and no further ones are made.
 */
@ArquillianTest
@Tag("consumers")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Law(
    value = 10,
    on = {})
class ConsumerStopIT {
  private static final String CONTEXT = "stopping";
  private static final String NAME = "stopping";
  private static final String SESSION = "Fanfare-Session";
  private static final int EACH = 8;
  private static final Path LOGBOOK =
      Path.of(
          System.getProperty("server.dir"), "logbook-" + System.getProperty("gate.run") + ".txt");
  private static final List<String> IDS = new ArrayList<>();

  @ArquillianResource private Deployer deployer;
  private final List<String> posts = new ArrayList<>();
  private final List<RawSocket> sockets = new ArrayList<>();
  private boolean running;
  private Server server;

  @Deployment(name = NAME, managed = false, testable = false)
  static WebArchive application() {
    return Deployments.withFanfare(
            Deployments.host(CONTEXT, Rest.class.getPackage()).addPackage(Watch.class.getPackage()),
            "")
        .addAsResource(new StringAsset(LOGBOOK.toString()), Logbook.NAME);
  }

  @BeforeEach
  void start() throws IOException {
    Files.deleteIfExists(LOGBOOK);
    deployer.deploy(NAME);
    running = true;
  }

  @AfterEach
  void stop() throws IOException {
    for (RawSocket socket : sockets) {
      socket.close();
    }
    end();
  }

  private void end() {
    if (running) {
      running = false;
      deployer.undeploy(NAME);
    }
  }

  @Test
  @Order(1)
  @OperateOnDeployment(NAME)
  void clientsAreToldToComeBackAndConsumersOfTheEnd(@ArquillianResource URL address)
      throws IOException {
    server = Server.at(address, CONTEXT);
    IDS.clear();
    List<EventStream> streams = new ArrayList<>();
    List<CompletableFuture<HttpResponse<String>>> polls = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      sockets.add(session("socket-" + i));
      streams.add(streamed("stream-" + i));
      polls.add(polled("poll-" + i));
    }
    try (RawSocket bare = upgrade("bare");
        RawSocket working = upgrade("working");
        RawSocket watcher = upgrade("watcher");
        EventStream bareStream = EventStream.of(at("bare-stream"))) {
      posts.addAll(List.of("bare", "working", "watcher", "bare-stream"));
      working.send(RawSocket.TEXT, "stay");
      assertThat(working.message().text()).isEqualTo("works");
      await()
          .untilAsserted(
              () -> {
                assertThat(Statistics.ofGuest(server).at("connections", "sse")).isEqualTo(EACH + 1);
                assertThat(Statistics.ofGuest(server).at("connections", "poll")).isEqualTo(EACH);
              });
      AtomicBoolean undeployed = new AtomicBoolean();
      CompletableFuture<Queue<String>> latecomers =
          CompletableFuture.supplyAsync(() -> latecomers(watcher, undeployed));

      end();
      undeployed.set(true);

      List<Map<String, Object>> told = new ArrayList<>();
      for (RawSocket socket : sockets) {
        told.add(closing(socket));
        assertThat(socket.closing()).isEqualTo("1012 stopping");
      }
      await().until(() -> streams.stream().allMatch(EventStream::ended));
      streams.forEach(stream -> told.add(closing(stream)));
      polls.forEach(poll -> told.add(closing(new Answer(poll.join()))));
      assertThat(told)
          .hasSize(3 * EACH)
          .allSatisfy(
              closing ->
                  assertThat(closing)
                      .containsEntry("code", 1012L)
                      .containsEntry("reason", "stopping"));
      assertThat(told.stream().map(closing -> closing.get("retry")).distinct())
          .as("not all at once")
          .hasSizeGreaterThan(3);
      assertThat(bare.closing()).isEqualTo("1012 stopping");
      await().until(bareStream::ended);
      assertThat(bareStream.retry()).isNotNegative();
      assertThat(latecomers.join()).isNotEmpty().allMatch(ConsumerStopIT::isRefusal);
    }
    theLogbookIsComplete();
  }

  /** Each consumer is told once, and there is none that the test did not make. */
  private void theLogbookIsComplete() throws IOException {
    List<String> wanted =
        posts.stream().flatMap(post -> Stream.of(post + " came", post + " stopping")).toList();
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(Files.readAllLines(LOGBOOK))
                    .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(wanted.stream(), Stream.of("working finished")).toList()));
    assertThat(Files.readAllLines(LOGBOOK))
        .containsSubsequence("working came", "working finished", "working stopping");
  }

  /** Tries to get in from when somebody was told to leave; returns the different answers. */
  private Queue<String> latecomers(RawSocket told, AtomicBoolean undeployed) {
    Queue<String> answers = new ConcurrentLinkedQueue<>();
    try {
      answers.add("told " + told.closing());
    } catch (IOException e) {
      answers.add("told nothing: " + e);
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              answers.add(latecomer());
              return undeployed.get();
            });
    System.out.println("Who came late was answered " + new TreeSet<>(answers));
    return answers;
  }

  private String latecomer() {
    try (RawSocket late = RawSocket.upgrade(server, at("late").getPath())) {
      return "a WebSocket " + late.refusal();
    } catch (IOException | NumberFormatException gone) {
      return "nothing";
    }
  }

  private static boolean isRefusal(String answer) {
    return answer.equals("told 1012 stopping")
        || answer.equals("nothing")
        || answer.startsWith("a WebSocket 503 ")
        || answer.startsWith("a WebSocket 404 ");
  }

  @Test
  @Order(2)
  @OperateOnDeployment(NAME)
  void aSessionDoesNotOutliveItsNode(@ArquillianResource URL address) {
    server = Server.at(address, CONTEXT);
    assertThat(IDS).hasSize(2 * EACH);

    for (String id : IDS) {
      assertThat(Http.get(at("stream-0"), SESSION, id).problem()).isEqualTo("421 other-node");
    }
  }

  private RawSocket session(String post) throws IOException {
    RawSocket socket = upgrade(post, "Sec-WebSocket-Protocol: fanfare.session");
    assertThat(socket.message().text()).startsWith("{\"open\":");
    posts.add(post);
    return socket;
  }

  private String opened(String post) {
    Answer opened = Http.post(at(post), "application/json", "", SESSION, "new");
    assertThat(opened.status()).as(opened.body()).isEqualTo(201);
    String id = (String) Json.asObject(opened.json().get("open")).get("session");
    posts.add(post);
    IDS.add(id);
    return id;
  }

  private EventStream streamed(String post) {
    return EventStream.of(at(post), SESSION, opened(post));
  }

  private CompletableFuture<HttpResponse<String>> polled(String post) {
    String id = opened(post);
    return Http.CLIENT.sendAsync(
        Http.request(at(post), SESSION, id).build(), BodyHandlers.ofString(UTF_8));
  }

  private RawSocket upgrade(String post, String... more) throws IOException {
    RawSocket socket = RawSocket.upgrade(server, at(post).getPath(), more);
    assertThat(socket.status()).isEqualTo(101);
    return socket;
  }

  private URI at(String post) {
    return server.context().resolve("watch/" + post);
  }

  private static Map<String, Object> closing(RawSocket socket) throws IOException {
    Map<String, Object> frame = Json.object(socket.message().text());
    while (frame.get("closing") == null) {
      frame = Json.object(socket.message().text());
    }
    return Json.asObject(frame.get("closing"));
  }

  private static Map<String, Object> closing(EventStream stream) {
    List<EventStream.Event> events = stream.events();
    assertThat(events).isNotEmpty();
    return Json.asObject(Json.object(events.get(events.size() - 1).data()).get("closing"));
  }

  private static Map<String, Object> closing(Answer poll) {
    assertThat(poll.status()).as(poll.body()).isEqualTo(200);
    List<Object> frames = Json.asArray(poll.json().get("frames"));
    return Json.asObject(Json.asObject(frames.get(frames.size() - 1)).get("closing"));
  }
}
