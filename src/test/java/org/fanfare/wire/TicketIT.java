package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fanfare.gate.Law;
import org.fanfare.wire.consumers.Chat;
import org.fanfare.wire.consumers.Desk;
import org.fanfare.wire.consumers.OfRequest;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.BackEnd;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tickets over the network: a back end makes pages of the stand-alone WAR users, over each
 * transport and at consumers, each page once.
 */
@ArquillianTest
@Tag("api")
class TicketIT {
  private static final String SHOP = "shop-key-0123456789";
  private static final int RACERS = 50;
  private static final Duration LONG = Duration.ofSeconds(20);

  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(
            """
              keys += { name = shop, key = "%s", may = [api, publish, read] }
              groups = [
                { match = "user.~", join = own, publish = own }
                { match = "staff.*", join = "role:staff" }
                { match = "open.*", join = anyone, publish = anyone }
              ]
            """
                .formatted(SHOP))
        .addClasses(Desk.class, OfRequest.class, Chat.class);
  }

  private Server server() {
    return Server.at(context);
  }

  @Test
  @Law(9)
  void annaReadsWhatIsHersOverEachTransportAndNothingOfAnybodyElse() throws IOException {
    String before = read("user.anna", "wait=0&after=start&ticket=" + anna()).cursor();
    try (FanfareSocket socket = FanfareSocket.open(server(), "user.~", shown(anna()));
        EventStream stream = EventStream.open(server(), "user.~", shown(anna()))) {
      publish("user.anna", "for anna");
      publish("user.berta", "for berta");

      socket.hears("for anna");
      stream.hears("for anna");
      assertThat(read("user.~", "wait=0&after=" + before + "&ticket=" + anna()).body())
          .contains("for anna")
          .doesNotContain("berta");
    }

    assertThat(read("user.berta", "wait=0&ticket=" + anna()).problem()).isEqualTo("403 refused");
    assertThat(upgrade("user.berta", anna())).isEqualTo(403);
    EventStream refused = EventStream.of(server().groups("user.berta", "ticket=" + anna()));
    assertThat(refused.status()).isEqualTo(403);
    refused.close();
    assertThat(read("user.~", "wait=0").problem()).isEqualTo("401 unauthenticated");
  }

  @Test
  @Law(9)
  void aTicketThatWasUsedIsLateOrWasNeverOneIsRefusedEvenWhereAnyoneMay() throws Exception {
    String used = anna();
    assertThat(read("user.~", "wait=0&ticket=" + used).status()).isEqualTo(200);
    String late = ticket("{\"user\":\"anna\",\"ttl\":1}");
    await().atMost(LONG).until(() -> waiting() == 0);

    for (String each : List.of(used, late, "A".repeat(32))) {
      for (String group : List.of("user.~", Groups.open())) {
        assertThat(read(group, "wait=0&ticket=" + each).problem()).isEqualTo("401 invalid-ticket");
        assertThat(upgrade(group, each)).isEqualTo(401);
        try (EventStream stream = EventStream.of(server().groups(group, "ticket=" + each))) {
          assertThat(stream.status()).isEqualTo(200);
          await().until(stream::ended);
          assertThat(stream.events())
              .singleElement()
              .satisfies(
                  event -> {
                    assertThat(event.type()).isEqualTo("refused");
                    assertThat(event.data()).contains("urn:fanfare:invalid-ticket");
                  });
        }
      }
    }
  }

  @Test
  void aKeyThatMayNotGetsNoTicket() {
    assertThat(asked(SHOP, "{\"user\":\"anna\"}").problem()).isEqualTo("403 refused");
    assertThat(asked("wrong-key-0123456789", "{\"user\":\"anna\"}").problem())
        .isEqualTo("401 unauthenticated");
    assertThat(asked(Deployments.KEY, "{\"ttl\":30}").problem()).isEqualTo("400 invalid-body");
  }

  @Test
  @Law(
      value = 9,
      on = {})
  void ofFiftyWhoShowOneTicketAtTheSameTimeOneGetsIn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(RACERS);
    try {
      URI address = server().groups("user.~", "wait=0&ticket=" + anna());
      CountDownLatch ready = new CountDownLatch(RACERS);
      List<Future<String>> asked = new ArrayList<>();
      for (int i = 0; i < RACERS; i++) {
        asked.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  Answer answer = Http.get(address);
                  return answer.status() == 200 ? "in" : answer.problem();
                }));
      }
      List<String> answers = new ArrayList<>();
      for (Future<String> each : asked) {
        answers.add(each.get());
      }

      assertThat(answers).containsOnlyOnce("in");
      assertThat(answers).filteredOn("401 invalid-ticket"::equals).hasSize(RACERS - 1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @Law(
      value = 9,
      on = {})
  void rolesAndListsOfATicketCount() {
    String staff = "{\"user\":\"anna\",\"roles\":[\"staff\"]}";
    String narrow = "{\"user\":\"anna\",\"roles\":[\"staff\"],\"join\":[\"user.*\"]}";

    assertThat(read("staff.room", "wait=0&ticket=" + ticket(staff)).status()).isEqualTo(200);
    assertThat(read("staff.room", "wait=0&ticket=" + anna()).problem()).isEqualTo("403 refused");
    assertThat(read("staff.room", "wait=0&ticket=" + ticket(narrow)).problem())
        .isEqualTo("403 refused");
    assertThat(read("user.~", "wait=0&ticket=" + ticket(narrow)).status()).isEqualTo(200);
  }

  @Test
  void publishingIsNarrowedOnASocketToo() {
    String group = Groups.open();
    String silent = ticket("{\"user\":\"anna\",\"publish\":[]}");
    try (FanfareSocket socket = FanfareSocket.open(server(), group, shown(silent));
        FanfareSocket other = FanfareSocket.open(server(), group, shown(anna()))) {
      Map<String, Object> refused = socket.ask("1", "{\"publish\":{\"id\":\"1\",\"text\":\"no\"}}");
      other.ask("1", "{\"publish\":{\"id\":\"1\",\"text\":\"yes\"}}");

      assertThat(refused.toString()).contains("the ticket is for other groups");
      socket.hears("yes");
    }
  }

  @Test
  void aConnectionEndsWhenTheLoginOfItsTicketExpires() {
    String brief = "{\"user\":\"anna\",\"expires\":1}";
    try (FanfareSocket socket = FanfareSocket.open(server(), "user.~", shown(ticket(brief)));
        EventStream stream = EventStream.open(server(), "user.~", shown(ticket(brief)))) {
      await().atMost(LONG).until(socket::ended);

      assertThat(socket.closeCode()).isEqualTo(4004);
      assertThat(socket.closeReason()).isEqualTo("expired");
      await().atMost(LONG).until(stream::ended);
    }
  }

  /** Rule P25 for tickets. */
  @Test
  void aConsumerKnowsTheUserOfTheTicketUntilTheLoginExpires() throws IOException {
    String desk = "{\"user\":\"anna\",\"roles\":[\"staff\"],\"expires\":2}";
    try (RawSocket socket = RawSocket.upgrade(server(), path("staff/1?ticket=" + ticket(desk)))) {
      assertThat(socket.status()).isEqualTo(101);
      assertThat(socket.message().text()).contains("\"user\":\"anna\"");
      assertThat(socket.closing()).startsWith("1008 login-expired");
    }
    try (RawSocket socket = RawSocket.upgrade(server(), path("staff/1"))) {
      assertThat(socket.status()).isEqualTo(401);
    }
    try (RawSocket socket = RawSocket.upgrade(server(), path("staff/1?ticket=" + anna()))) {
      assertThat(socket.status()).as("she is not of the staff").isEqualTo(403);
    }
  }

  @Test
  void aSessionThatWasOpenedWithATicketGoesOnByItsIdAlone() throws IOException {
    String desk = ticket("{\"user\":\"anna\",\"roles\":[\"staff\"]}");
    String opened;
    try (RawHttp http = RawHttp.to(server())) {
      http.request(
          server(),
          "POST",
          path("staff/2?ticket=" + desk),
          "Fanfare-Session: new",
          "Content-Length: 0");
      RawHttp.Response answer = http.response();
      assertThat(answer.status()).as(answer.body()).isEqualTo(201);
      opened = answer.body().replaceAll("(?s).*\"session\":\"([^\"]*)\".*", "$1");
    }

    Answer poll =
        Http.get(server().context().resolve("staff/2?wait=20&ack=0"), "Fanfare-Session", opened);

    assertThat(poll.status()).as(poll.body()).isEqualTo(200);
    assertThat(poll.body()).contains("anna");
    assertThat(
            Http.get(server().context().resolve("staff/2?wait=0"), "Fanfare-Session", "guessed")
                .problem())
        .isEqualTo("401 unauthenticated");
  }

  @Test
  @Law(9)
  void aPageLogsInOnceAndIsTheUserWithEachRequestUntilItLogsOut() throws IOException {
    Answer in = session("POST", "?ticket=" + anna(), "");
    assertThat(in.status()).as(in.body()).isEqualTo(200);
    assertThat(in.body()).isEqualTo("{\"user\":\"anna\",\"expires\":3600}");
    assertThat(in.header("Set-Cookie"))
        .matches("fanfare_session=[A-Za-z0-9_-]{32}; Path=/[a-z]*/?; HttpOnly; SameSite=Lax");
    String cookie = in.header("Set-Cookie").split(";", 2)[0];

    try (RawSocket socket =
            RawSocket.upgrade(server(), server().target("user.~", ""), "Cookie: " + cookie);
        EventStream stream = EventStream.of(server().groups("user.~", ""), "Cookie", cookie)) {
      assertThat(socket.status()).isEqualTo(101);
      assertThat(stream.status()).isEqualTo(200);
      assertThat(
              Http.post(server().groups("user.~", ""), "text/plain", "to me", "Cookie", cookie)
                  .status())
          .isEqualTo(202);
      stream.hears("to me");
      assertThat(Http.get(server().groups("user.~", "wait=0"), "Cookie", cookie).status())
          .isEqualTo(200);

      Answer out = session("DELETE", "", cookie);

      assertThat(out.status()).isEqualTo(204);
      assertThat(out.header("Set-Cookie")).contains("Max-Age=0");
      assertThat(socket.closing()).startsWith("1008 logged-out");
      await().atMost(LONG).until(stream::ended);
    }
    assertThat(Http.get(server().groups(Groups.open(), "wait=0"), "Cookie", cookie).problem())
        .as("never nobody")
        .isEqualTo("401 invalid-login");
  }

  @Test
  void aConsumerKnowsTheUserOfACookieToo() throws IOException {
    String desk = ticket("{\"user\":\"anna\",\"roles\":[\"staff\"]}");
    String cookie = session("POST", "?ticket=" + desk, "").header("Set-Cookie").split(";", 2)[0];
    try (RawSocket socket = RawSocket.upgrade(server(), path("staff/3"), "Cookie: " + cookie)) {
      assertThat(socket.status()).isEqualTo(101);
      assertThat(socket.message().text()).contains("\"user\":\"anna\"");

      session("DELETE", "", cookie);

      assertThat(socket.closing()).startsWith("1008 logged-out");
    }
    try (RawSocket socket = RawSocket.upgrade(server(), path("staff/3"), "Cookie: " + cookie)) {
      assertThat(socket.status()).isEqualTo(401);
    }
  }

  @Test
  @Law(9)
  void aUserIsAddedToAGroupRemovedDisconnectedByNameAndBackWithAnotherTicket() throws IOException {
    String user = "carla@example.org";
    String hers = "user.carla_40example_2eorg";
    String group = Groups.open();
    String ticket = "{\"user\":\"" + user + "\"}";
    String cookie =
        session("POST", "?ticket=" + ticket(ticket), "").header("Set-Cookie").split(";", 2)[0];
    String waiting = ticket(ticket);
    try (FanfareSocket socket = FanfareSocket.open(server(), "user.~", shown(ticket(ticket)));
        EventStream stream = EventStream.of(server().groups("user.~", ""), "Cookie", cookie)) {
      await().untilAsserted(() -> assertThat(connections("GET", "users/" + user)).isEqualTo(2));

      assertThat(connections("PUT", "users/" + user + "/groups/" + group)).isEqualTo(1);
      await().until(() -> readers(group) == 1);
      publish(group, "added");
      socket.hears("added");
      assertThat(connections("DELETE", "users/" + user + "/groups/" + group)).isEqualTo(1);
      await().until(() -> readers(group) == 0);

      assertThat(connections("DELETE", "users/" + user + "/connections")).isEqualTo(2);

      await().atMost(LONG).until(socket::ended);
      assertThat(socket.closeCode()).isEqualTo(4005);
      assertThat(socket.closeReason()).isEqualTo("disconnected");
      await().atMost(LONG).until(stream::ended);
    }
    await().untilAsserted(() -> assertThat(connections("GET", "users/" + user)).isZero());
    assertThat(read("user.~", "wait=0&ticket=" + waiting).problem())
        .isEqualTo("401 invalid-ticket");
    assertThat(Http.get(server().groups("user.~", "wait=0"), "Cookie", cookie).problem())
        .isEqualTo("401 invalid-login");
    publish(hers, "welcome back");
    assertThat(read("user.~", "wait=0&last=1&ticket=" + ticket(ticket)).body())
        .contains("welcome back");
  }

  private Answer session(String method, String query, String cookie) {
    HttpRequest.Builder request =
        Http.request(
            server().context().resolve("session" + query),
            cookie.isEmpty() ? new String[0] : new String[] {"Cookie", cookie});
    return Http.send(request.method(method, HttpRequest.BodyPublishers.noBody()));
  }

  private long connections(String method, String route) {
    Answer answer = backEnd().call(method, route);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return (Long) answer.json().get("connections");
  }

  private long readers(String group) {
    Answer answer = backEnd().call("GET", "groups/" + group);
    return answer.status() == 404 ? 0 : (Long) answer.json().get("readers");
  }

  private String path(String route) {
    return server().context().getPath() + route;
  }

  private static StartAt shown(String ticket) {
    return new StartAt("ticket=" + ticket, "");
  }

  private int upgrade(String group, String ticket) throws IOException {
    try (RawSocket socket =
        RawSocket.upgrade(server(), server().target(group, "ticket=" + ticket))) {
      return socket.status();
    }
  }

  private String anna() {
    return ticket("{\"user\":\"anna\"}");
  }

  private String ticket(String body) {
    return backEnd().ticket(body);
  }

  private BackEnd backEnd() {
    return new BackEnd(server(), Deployments.KEY);
  }

  private Answer asked(String key, String body) {
    return new BackEnd(server(), key).post("tickets", body);
  }

  private Answer read(String group, String query) {
    return Http.get(server().groups(group, query));
  }

  private void publish(String group, String text) {
    new BackEnd(server(), SHOP).publish(group, text);
  }

  /** How many tickets wait for their use; those of other tests are used at once. */
  private long waiting() {
    return Statistics.of(server()).at("tickets", "waiting");
  }
}
