package org.fanfare.wire.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import org.fanfare.wire.consumers.Chat;
import org.fanfare.wire.host.Rest;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.ProxyFile;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.ReturningSession;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.Site;
import org.fanfare.wire.kit.StartedProxies;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The routes of an application's consumers, through the proxies with each of their files: what
 * these may hold back, or change.
 *
 * <p>Rules P27, P29, P30, P40, P45, P46 and P48.
 */
@ArquillianTest
@Tag("payara")
@Tag("proxy")
@Tag("full")
class RoutesIT {
  private static final String CONTEXT = "consumers";
  private static final String ROUTES = "chat|parrot|troubles|plain";
  private static final String SESSION = "Fanfare-Session";
  private static final int WAIT = 10;
  private static final StartedProxies PROXIES = new StartedProxies();

  @ArquillianResource private URL address;

  @Deployment(testable = false)
  static WebArchive application() {
    return Deployments.withFanfare(
        Deployments.host(CONTEXT, Rest.class.getPackage()).addPackage(Chat.class.getPackage()),
        """
          groups = [ { match = "open.*", join = anyone, publish = nobody } ]
          trusted-proxies = [ "127.0.0.1" ]
        """);
  }

  @AfterAll
  static void stop() {
    PROXIES.close();
  }

  private Server through(ProxyFile file) {
    return PROXIES.server(file, Site.of(Server.at(address, CONTEXT)).routes(ROUTES));
  }

  private static ReturningSession parrot(Server server) {
    return new ReturningSession(server, "parrot", List.of());
  }

  @ParameterizedTest
  @EnumSource
  void aBareWebSocketTalksToItsConsumer(ProxyFile file) throws IOException {
    Server server = through(file);
    try (RawSocket socket = RawSocket.upgrade(server, path(server, "parrot"))) {
      assertThat(socket.status()).isEqualTo(101);

      socket.send(RawSocket.TEXT, "hello");

      assertThat(socket.message().text()).isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBareStreamIsGivenWhatIsSaidAtOnce(ProxyFile file) throws IOException {
    Server server = through(file);
    String room = "chat/" + file + "?name=";
    try (EventStream ann = EventStream.of(server.context().resolve(room + "ann"));
        RawSocket bob = RawSocket.upgrade(server, path(server, room + "bob"))) {
      assertThat(ann.header("Content-Type")).startsWith("text/event-stream");
      await().until(() -> ann.events().size() == 2);

      bob.send(RawSocket.TEXT, "{\"type\":\"say\",\"text\":\"hello\"}");

      await().until(() -> ann.events().size() == 3);
      assertThat(ann.events())
          .extracting(EventStream.Event::data)
          .containsExactly(
              "{\"type\":\"entered\",\"who\":\"ann\"}",
              "{\"type\":\"entered\",\"who\":\"bob\"}",
              "{\"type\":\"said\",\"text\":\"hello\",\"who\":\"bob\"}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSessionIsOpenedByPostAndCarriedByPolls(ProxyFile file) throws IOException {
    ReturningSession session = parrot(through(file));
    assertThat(session.opens().status()).isEqualTo(201);

    session.says("one");
    session.says("two");
    session.posts();

    assertThat(byPolls(session)).isEqualTo("one");
    assertThat(byPolls(session)).isEqualTo("two");
    session.ends();
  }

  /** Reads of what carries a session. */
  @FunctionalInterface
  private interface Reading {
    void read() throws IOException;
  }

  /** Returns what the session says next, after as many reads as it takes. */
  private static String heard(ReturningSession session, Reading reading) throws IOException {
    String next = session.heard();
    while (next == null) {
      reading.read();
      next = session.heard();
    }
    return next;
  }

  private static String byPolls(ReturningSession session) throws IOException {
    return heard(session, () -> session.polls(WAIT));
  }

  @ParameterizedTest
  @EnumSource
  void aSessionIsCarriedByAStream(ProxyFile file) throws IOException {
    ReturningSession session = parrot(through(file));
    assertThat(session.opens().status()).isEqualTo(201);
    try (ReturningSession.Stream stream = session.resumesByStream()) {
      for (String each : List.of("one", "two", "three")) {
        session.says(each);
        session.posts();

        assertThat(byStream(session, stream)).isEqualTo(each);
      }
    }
    session.ends();
  }

  private static String byStream(ReturningSession session, ReturningSession.Stream stream)
      throws IOException {
    return heard(session, stream::read);
  }

  @ParameterizedTest
  @EnumSource
  void aSessionGoesOnByPollsWhereItsWebSocketBroke(ProxyFile file) throws IOException {
    ReturningSession session = parrot(through(file));
    try (RawSocket socket = session.opensSocket()) {
      session.says("one");
      session.sendOver(socket);
      assertThat(bySocket(session, socket)).isEqualTo("one");
      session.says("two");
      session.sendOver(socket);
    } // nobody has heard the answer to the second, and a proxy may have dropped it with the socket

    session.posts();
    assertThat(byPolls(session)).isEqualTo("two");
    session.says("three");
    session.posts();
    assertThat(byPolls(session)).isEqualTo("three");
    session.ends();
  }

  private static String bySocket(ReturningSession session, RawSocket socket) throws IOException {
    return heard(session, () -> session.read(socket));
  }

  /** Of two carriers, the later one is the only one, and the earlier one is told so. */
  @ParameterizedTest
  @EnumSource
  void theNewcomerWins(ProxyFile file) throws IOException {
    ReturningSession session = parrot(through(file));
    assertThat(session.opens().status()).isEqualTo(201);
    try (ReturningSession.Stream stream = session.resumesByStream();
        RawSocket socket = session.resumesBySocket()) {
      session.says("one");
      session.sendOver(socket);
      assertThat(bySocket(session, socket)).isEqualTo("one");
      readToItsEnd(stream);

      session.says("two");
      session.posts();
      try (ReturningSession.Stream again = session.resumesByStream()) {
        assertThat(byStream(session, again)).isEqualTo("two");
        assertThat(socket.closing()).isEqualTo("4007 replaced");
      }
    }
    session.ends();
  }

  private static void readToItsEnd(ReturningSession.Stream stream) {
    assertThatExceptionOfType(ReturningSession.OvertakenException.class)
        .isThrownBy(
            () -> {
              while (true) {
                stream.read();
              }
            });
  }

  /** Who comes next may be given the connection on which a proxy was refused something. */
  @ParameterizedTest
  @EnumSource
  void whoIsToldToUpgradeLeavesTheWayToOthers(ProxyFile file) throws IOException {
    Server server = through(file);
    for (int i = 0; i < 3; i++) {
      try (RawHttp plain = RawHttp.to(server)) {
        RawHttp.Response refused = plain.request(server, "GET", path(server, "parrot")).response();
        assertThat(refused.problem()).isEqualTo("426 upgrade-required");
      }
      try (RawHttp next = RawHttp.to(server)) {
        RawHttp.Response answer = next.request(server, "GET", path(server, "plain")).response();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("destroyed: ");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theClientOfASessionThatIsOverIsToldSoOnAStreamToo(ProxyFile file) throws IOException {
    assertThat(events(through(file), "parrot", SESSION + ": gone").problem())
        .isEqualTo("404 no-session");
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalOfTheConsumerReachesAnEventSource(ProxyFile file) throws IOException {
    assertThat(events(through(file), "troubles/nowhere").problem()).isEqualTo("404 no-table");
  }

  @ParameterizedTest
  @EnumSource
  void anEventSourceIsToldToComeBackWhileNobodyIsBehind(ProxyFile file) throws IOException {
    Server nobody = new Server(URI.create("http://" + Site.NOBODY + "/" + CONTEXT + "/"));
    try (Proxy proxy = file.start(Site.of(nobody).routes(ROUTES))) {
      Server server = nobody.at(proxy.port(), file.scheme());
      RawHttp.Response source = events(server, "parrot");

      assertThat(source.status()).isEqualTo(200);
      assertThat(source.body()).contains("retry: 1000");
      assertThat(events(server, "parrot", SESSION + ": some").status()).isIn(502, 503, 504);
    }
  }

  /** Asks as a browser does: Java's client would send a length. */
  private static RawHttp.Response events(Server server, String route, String... more)
      throws IOException {
    String[] headers = Arrays.copyOf(more, more.length + 1);
    headers[more.length] = "Accept: text/event-stream";
    try (RawHttp http = RawHttp.to(server)) {
      return http.request(server, "GET", path(server, route), headers).response();
    }
  }

  private static String path(Server server, String route) {
    return server.context().getPath() + route;
  }
}
