package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.fanfare.wire.callbacks.Ledger;
import org.fanfare.wire.host.Rest;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What callbacks of consumers have of the server: its transactions, its threads and its timers. */
@ArquillianTest
@Tag("consumers")
class CallbacksIT {
  private static final String CONTEXT = "callbacks";
  private static final int THREADS = 3;

  private final String id = UUID.randomUUID().toString(); // each test has groups of its own
  private final List<RawSocket> opened = new ArrayList<>();
  @ArquillianResource private URL address;
  private Server server;

  @Deployment(testable = false)
  static WebArchive application() {
    return Deployments.withFanfare(
        Deployments.host(CONTEXT, Rest.class.getPackage()).addPackage(Ledger.class.getPackage()),
        """
          groups = [ { match = "open.*", join = anyone, publish = anyone } ]
          consumers.threads = %d
        """
            .formatted(THREADS));
  }

  @BeforeEach
  void isServed() {
    server = Server.at(address, CONTEXT);
  }

  @AfterEach
  void closeAll() throws IOException {
    for (RawSocket socket : opened) {
      socket.close();
    }
  }

  private RawSocket open(String route) throws IOException {
    RawSocket socket = RawSocket.upgrade(server, server.context().getPath() + route);
    opened.add(socket);
    assertThat(socket.status()).as(() -> route).isEqualTo(101);
    return socket;
  }

  private static void say(RawSocket socket, String text) throws IOException {
    socket.send(RawSocket.TEXT, text);
  }

  private static String heard(RawSocket socket) throws IOException {
    return socket.message().text();
  }

  private static List<String> heard(RawSocket socket, int messages) throws IOException {
    List<String> all = new ArrayList<>();
    while (all.size() < messages) {
      all.add(heard(socket));
    }
    return all;
  }

  private URI at(String path) {
    return server.context().resolve(path);
  }

  // Rules P8 and P35
  @Test
  void aHandlerInATransactionIsCommittedAndWhatWaitsForThatIsSent() throws IOException {
    RawSocket ann = open("ledger/" + id);
    assertThat(heard(ann)).contains("opened");

    say(ann, "{\"type\":\"book\",\"text\":\"right\"}");

    assertThat(heard(ann, 3))
        .containsExactlyInAnyOrder(
            "{\"type\":\"transaction\",\"text\":\"active\"}",
            "{\"type\":\"at once\",\"text\":\"right\"}",
            "{\"type\":\"booked\",\"text\":\"right\"}");
    say(ann, "{\"type\":\"without\"}");
    assertThat(heard(ann)).isEqualTo("{\"type\":\"transaction\",\"text\":\"none\"}");
  }

  // Rules P8 and P35
  @Test
  void aHandlerThatThrowsIsRolledBackAndOnlyWhatWaitsForACommitIsNotSent() throws IOException {
    RawSocket ann = open("ledger/" + id);
    assertThat(heard(ann)).contains("opened");

    say(ann, "{\"type\":\"book\",\"text\":\"wrong\"}");
    assertThat(heard(ann, 3))
        .containsExactlyInAnyOrder(
            "{\"type\":\"transaction\",\"text\":\"active\"}",
            "{\"type\":\"at once\",\"text\":\"wrong\"}",
            "{\"type\":\"failed\",\"text\":\"none\"}");

    say(ann, "{\"type\":\"book\",\"text\":\"right\"}");
    assertThat(heard(ann, 3)).noneMatch(text -> text.contains("wrong"));
  }

  // Rule P35
  @Test
  void whatCodeSendsAfterACommitComesInItsOrderAndNotBefore() throws IOException {
    RawSocket ann = open("ledger/" + id);
    assertThat(heard(ann)).contains("opened");

    bank("commit");

    List<String> all = heard(ann, 4);
    assertThat(all).first().asString().contains("before the end");
    assertThat(all)
        .filteredOn(text -> text.contains("booked"))
        .containsExactly(
            "{\"type\":\"booked\",\"text\":\"commit 1\"}",
            "{\"type\":\"booked\",\"text\":\"commit 2\"}");
  }

  // Rule P35
  @Test
  void whatCodeSendsAfterACommitIsNotSentAfterARollback() throws IOException {
    RawSocket ann = open("ledger/" + id);
    assertThat(heard(ann)).contains("opened");

    bank("rollback");
    bank("none");

    assertThat(heard(ann, 6))
        .extracting(text -> text.replaceAll(".*\"text\":\"(.*)\"}", "$1"))
        .containsExactly(
            "before the end",
            "after the end",
            "none 1",
            "none 2",
            "before the end",
            "after the end");
  }

  private void bank(String end) {
    assertThat(
            Http.post(
                    at("bank"),
                    "application/x-www-form-urlencoded",
                    "account=" + id + "&end=" + end)
                .status())
        .isEqualTo(204);
  }

  // Rule P39
  @Test
  void aCallbackThatBlocksHoldsOneThreadAndStopsNobodyElse() throws IOException {
    List<RawSocket> crew = crew(THREADS - 1);
    RawSocket other = worker();

    working(THREADS - 1);
    say(other, "this");
    assertThat(heard(other)).isEqualTo("this is done");

    release(THREADS - 1);
    for (RawSocket each : crew) {
      assertThat(heard(each)).isEqualTo("work is done");
    }
  }

  // Rule P39
  @Test
  void asManyCallbacksRunAsThereAreThreadsAndRelaysGoOnMeanwhile() throws IOException {
    List<RawSocket> crew = crew(THREADS + 2);
    RawSocket other = worker();
    working(THREADS);
    say(other, "this");

    Http.post(server.groups("open." + id, ""), "text/plain", "relayed");

    assertThat(heard(other)).as("no callback is needed for it").isEqualTo("relayed");
    for (RawSocket each : crew) {
      assertThat(heard(each)).isEqualTo("relayed");
    }
    release(THREADS + 2);
    assertThat(heard(other)).isEqualTo("this is done");
    for (RawSocket each : crew) {
      assertThat(heard(each)).isEqualTo("work is done");
    }
    assertThat(crewIs()).isEqualTo("working 0, at most " + THREADS);
  }

  private RawSocket worker() throws IOException {
    RawSocket worker = open("worker/" + id);
    assertThat(heard(worker)).isEqualTo("ready");
    return worker;
  }

  private List<RawSocket> crew(int workers) throws IOException {
    List<RawSocket> crew = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      RawSocket worker = worker();
      say(worker, "work");
      crew.add(worker);
    }
    return crew;
  }

  private void working(int workers) {
    await().until(() -> crewIs().startsWith("working " + workers + ","));
  }

  private String crewIs() {
    return Http.get(at("office?crew=" + id)).body();
  }

  private void release(int workers) {
    assertThat(
            Http.post(at("office?crew=" + id + "&workers=" + workers), "text/plain", "").status())
        .isEqualTo(204);
  }

  // Rule P36
  @Test
  void timersAndMembershipsEndWithTheirConnection() throws IOException {
    RawSocket ann = open("clock/" + id);
    assertThat(heard(ann)).isEqualTo("{\"type\":\"runs\"}");
    Http.post(server.groups("open." + id, ""), "text/plain", "one");
    await().until(() -> clockIs().matches("ticks [1-9].*, heard 1, late 0, "));

    ann.close();
    await().until(() -> clockIs().endsWith("gone"));
    String atTheEnd = clockIs();
    Http.post(server.groups("open." + id, ""), "text/plain", "two");

    await()
        .during(Duration.ofMillis(200)) // ten ticks
        .until(() -> clockIs().equals(atTheEnd));
    assertThat(atTheEnd).contains("heard 1, late 0");
  }

  private String clockIs() {
    return Http.get(at("office?clock=" + id)).body();
  }

  // Rule P36
  @Test
  void aBreakOfItsTransportStopsNoTimerOfASession() {
    String session =
        Http.post(at("clock/" + id), "application/json", "", "Fanfare-Session", "new")
            .body()
            .replaceAll(".*\"session\":\"([^\"]*)\".*", "$1");
    Http.post(
        at("clock/" + id),
        "application/json",
        "{\"up\":[[1,\"{\\\"type\\\":\\\"tell me later\\\"}\"]]}",
        "Fanfare-Session",
        session);

    String before = clockIs();
    await().until(() -> !clockIs().equals(before)); // nothing carries it

    await()
        .until(
            () ->
                Http.get(at("clock/" + id + "?ack=0"), "Fanfare-Session", session)
                    .body()
                    .contains("later"));
  }
}
