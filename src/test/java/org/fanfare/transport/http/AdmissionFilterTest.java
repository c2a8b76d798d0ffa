package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fanfare.transport.http.HttpAdmissionRig.get;
import static org.fanfare.transport.http.HttpAdmissionRig.handshake;
import static org.fanfare.transport.http.HttpAdmissionRig.post;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.fanfare.LogCapture;
import org.fanfare.consumer.Plain;
import org.fanfare.security.CookieLogins;
import org.fanfare.security.Keys;
import org.fanfare.security.Tickets;
import org.fanfare.session.GroupRequest;
import org.fanfare.status.Problem;
import org.fanfare.status.Refusals;
import org.fanfare.status.Status;
import org.fanfare.threads.BoundedCloseExecutor;
import org.fanfare.transport.WritePolicies;
import org.fanfare.transport.websocket.Handshake;
import org.fanfare.transport.websocket.SocketServices;
import org.fanfare.transport.websocket.Upgrade;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the filter hands on, and as what. */
class AdmissionFilterTest {
  private final HttpAdmissionRig rig = new HttpAdmissionRig();
  private final AdmissionFilter filter = new AdmissionFilter();
  private final List<HttpServletRequest> handedOn = new ArrayList<>();
  private final FilterChain chain =
      (request, response) -> handedOn.add((HttpServletRequest) request);
  private final Tickets tickets = new Tickets(new SecureRandom(), Clock.systemUTC());
  private boolean admitted;

  /** Of its sockets an upgrade that is not chosen needs none. */
  @BeforeEach
  @SuppressWarnings("UnnecessaryAssignment") // what injects here is the test
  void everySocketIsTheEndpoints() {
    filter.admission = rig.admission;
    filter.tickets =
        new TicketLogins(
            tickets,
            new CookieLogins(new SecureRandom(), Clock.systemUTC()),
            Keys.NONE,
            Clock.systemUTC());
    BodyRig node = BodyRig.quick();
    filter.bodies = node.face;
    filter.reading = node.reading;
    filter.handsOnPolls = true;
    filter.routes =
        new RouteRequests(Set.of(), Plain.REFUSE, null, null, null, null, null, null, null, null);
    filter.upgrade =
        new Upgrade(
            new SocketServices(Runnable::run, new BoundedCloseExecutor(Runnable::run), null),
            new WritePolicies(() -> Runnable::run),
            () -> 0,
            on -> false,
            false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "OPTIONS", "DELETE"})
  void whatIsMappedToTheGroupsInAnotherSpellingIsNothing(String method) throws Exception {
    FakeRequest request = new FakeRequest(method, "/%67roups/open.a").mappedTo("/groups/open.a");

    passes(request);

    assertThat(handedOn).isEmpty();
    assertThat(request.response.status()).isEqualTo(404);
    assertThat(request.response.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(request.response.header("Cache-Control")).isEqualTo("no-store");
    assertThat(request.response.text())
        .isEqualTo(
            method.equals("HEAD")
                ? ""
                : "{\"type\":\"urn:fanfare:not-found\",\"title\":\"Nothing is here\",\"status\":404,"
                    + "\"detail\":\"a group is at /app/groups/NAME; what stands before the name is"
                    + " written in no other way\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/groups/open.a", "/api/statistics", "/check"})
  void whileTheSettingsAreWrongEveryPathOfOursIsToldWhy(String path) throws Exception {
    filter.shut = new Problem(Status.MISCONFIGURED, "fanfare.heartbeet is not a setting");
    FakeRequest request = get(path);

    passes(request);

    assertThat(handedOn).isEmpty();
    assertThat(request.response.status()).isEqualTo(503);
    assertThat(request.response.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(request.response.header("Retry-After")).isNotNull();
    assertThat(request.response.text())
        .contains("\"urn:fanfare:misconfigured\"", "fanfare.heartbeet is not a setting");
  }

  @Test
  void whileTheSettingsAreWrongAStreamIsToldToComeBack() throws Exception {
    filter.shut = new Problem(Status.MISCONFIGURED, "fanfare.heartbeet is not a setting");
    FakeRequest request = get("/groups/open.a").with("Accept", "text/event-stream");

    passes(request);

    assertThat(request.response.status()).isEqualTo(200);
    assertThat(request.response.text()).startsWith("retry: ").contains("event: refused");
  }

  @Test
  void whileTheSettingsAreWrongAStreamOfAnotherSiteIsToldToComeBackButNotWhy() throws Exception {
    filter.shut = new Problem(Status.MISCONFIGURED, "fanfare.heartbeet is not a setting");
    FakeRequest request =
        get("/groups/open.a")
            .with("Accept", "text/event-stream")
            .with("Origin", "https://a.example");

    passes(request);

    assertThat(request.response.status()).isEqualTo(200);
    assertThat(request.response.header("Access-Control-Allow-Origin"))
        .isEqualTo("https://a.example");
    assertThat(request.response.text())
        .startsWith("retry: ")
        .contains("event: refused")
        .doesNotContain("heartbeet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/check", "/assets/fanfare.js", "/demo/chat/lobby", "/api/statistics"})
  void aPageOfAWrongNameGetsNothingOfOurs(String path) throws Exception {
    FakeRequest request = get(path).with("Accept-Language", "en").reaching("127.0.0.1");

    passes(request);

    assertThat(handedOn).isEmpty();
    assertThat(request.response.status()).isEqualTo(421);
    assertThat(request.response.text()).contains("urn:fanfare:wrong-host", "fanfare.hosts = [");
  }

  @ParameterizedTest
  @CsvSource({
    "/assets/fanfare.js, cross-origin",
    "/fanfare/fanfare.mjs, cross-origin",
    "/fanfare/fanfare-poll.js, cross-origin",
    "/fanfare/fanfare.js.map, cross-origin",
    "/assets/check.js, same-origin",
    "/fanfare/fanfare.css, same-origin",
    "/check, same-origin",
    "/api/openapi.json, same-origin",
    "/groups/open.a?wait=0, same-origin",
    "/groups/closed.a, same-origin"
  })
  void onlyTheScriptsAreForPagesOfOtherSites(String path, String policy) throws Exception {
    FakeRequest request = get(path);

    passes(request);

    assertThat(request.response.header("Cross-Origin-Resource-Policy")).isEqualTo(policy);
    assertThat(request.response.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/check", "/demo/chat/lobby", "/groups/open.a"})
  void aPageConnectsToItsOwnServerAloneAndTellsNoOtherWhereItIs(String path) throws Exception {
    FakeRequest request = get(path).with("Accept", "text/html");

    passes(request);

    assertThat(request.response.header("Content-Security-Policy"))
        .contains("connect-src 'self' ws://board.example:80;")
        .doesNotContain("ws: ", "wss:");
    assertThat(request.response.header("Referrer-Policy")).isEqualTo("same-origin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "%%%", "application/json text/html", "a/b;q=\"", "/", "a/b/c"})
  void anAcceptThatTheApiCannotReadIsAProblem(String accept) throws Exception {
    FakeRequest request = get("/api/statistics").with("Accept", accept);

    passes(request);

    assertThat(handedOn).isEmpty();
    assertThat(request.response.status()).isEqualTo(406);
    assertThat(request.response.text()).contains("urn:fanfare:not-acceptable", "application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "application/json;charset=\"utf-8\", text/plain;q=0.5,",
        "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,*/*;q=0.1"
      })
  void whatClientsAcceptReachesTheApi(String accept) throws Exception {
    passes(get("/api/statistics?x=%20").with("Accept", accept));

    assertThat(handedOn).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/groups/%zz", "/api/groups?x=%zz", "/api/groups/a%", "/api?%2"})
  void aWrongEscapeOfTheApiIsAProblem(String target) throws Exception {
    FakeRequest request = get(target);

    passes(request);

    assertThat(handedOn).isEmpty();
    assertThat(request.response.status()).isEqualTo(400);
    assertThat(request.response.text()).contains("urn:fanfare:invalid-parameter");
  }

  @Test
  void whoLeavesBeforeARefusalIsNothingThatTheContainerIsTold() throws Exception {
    FakeRequest request = get("/groups/closed.a");
    request.response.stream.closed = true;

    passes(request);

    assertThat(request.response.status()).isEqualTo(403);
    assertThat(request.response.text()).isEmpty();
  }

  @Test
  void whatIsRefusedIsCountedAndWhatIsLetInIsNot() throws Exception {
    passes(get("/groups/closed.a"));
    passes(get("/groups/open.a"));
    passes(handshake("/groups;v=1/open.a").mappedTo("/groups/open.a"));

    assertThat(rig.refusals.of(Status.REFUSED)).isEqualTo(1);
    assertThat(rig.refusals.of(Status.NOT_FOUND)).isEqualTo(1);
  }

  /** Law 9 for tickets. */
  @Test
  void aTicketThatIsRefusedIsNotInTheLogAndAStreamIsToldToComeBack() throws Exception {
    FakeRequest poll = get("/groups/open.a?wait=0&ticket=guessed-ticket");
    FakeRequest stream =
        get("/groups/open.a?ticket=other-ticket").with("Accept", "text/event-stream");
    try (LogCapture log = new LogCapture(Refusals.class.getName())) {
      passes(poll);
      passes(stream);
      rig.refusals.tick();

      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().get(0)).contains("invalid-ticket").doesNotContain("guessed");
    }
    assertThat(handedOn).isEmpty();
    assertThat(poll.response.status()).isEqualTo(401);
    assertThat(poll.response.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(poll.response.text()).contains("urn:fanfare:invalid-ticket");
    assertThat(stream.response.status()).isEqualTo(200);
    assertThat(stream.response.text())
        .startsWith("retry: ")
        .contains("event: refused", "urn:fanfare:invalid-ticket");
  }

  @Test
  void aHandshakeInAnotherSpellingIsNothingEither() throws Exception {
    FakeRequest request = handshake("/groups;v=1/open.a").mappedTo("/groups/open.a");

    passes(request);

    assertThat(handedOn).isEmpty();
    assertThat(request.response.status()).isEqualTo(404);
  }

  @Test
  void aHandshakeThatIsLetInIsHandedOnAsOne() throws Exception {
    FakeRequest request = handshake("/groups/open.a");

    filter.doFilter(
        request.request(),
        request.response.response(),
        (asked, response) -> {
          handedOn.add((HttpServletRequest) asked);
          admitted = new Handshake().checkOrigin(null);
        });

    assertThat(isUpgrade()).isTrue();
    assertThat(admitted).isTrue();
    assertThat(new Handshake().checkOrigin(null)).as("it was let in, and no other").isFalse();
  }

  @Test
  void aHandshakeThatNamesOtherProtocolsTooIsHandedOnAsOneOfWebSocketAlone() throws Exception {
    passes(
        get("/groups/open.a")
            .with("Upgrade", "h2c, WebSocket/13")
            .with("Upgrade", "WebSocket, foo/2")
            .with("Connection", "keep-alive, Upgrade")
            .with("Connection", "HTTP2-Settings")
            .with("Sec-WebSocket-Version", "13")
            .with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="));

    HttpServletRequest handshake = handedOn.get(0);
    assertThat(handshake.getHeader("upgrade")).isEqualTo("websocket");
    assertThat(Collections.list(handshake.getHeaders("Upgrade"))).containsExactly("websocket");
    assertThat(handshake.getHeader("connection")).isEqualTo("Upgrade");
    assertThat(Collections.list(handshake.getHeaders("Connection"))).containsExactly("Upgrade");
    assertThat(handshake.getHeader("Sec-WebSocket-Version")).isEqualTo("13");
  }

  @Test
  void aHandshakeOfAnotherVersionIsToldWhatToUpgradeTo() throws Exception {
    FakeRequest request =
        handshake("/groups/open.a")
            .without("Sec-WebSocket-Version")
            .with("Sec-WebSocket-Version", "8");

    passes(request);

    assertThat(request.response.status()).isEqualTo(426);
    assertThat(request.response.header("Upgrade")).isEqualTo("websocket");
    assertThat(request.response.header("Connection")).isEqualTo("close, Upgrade");
    assertThat(request.response.header("Sec-WebSocket-Version")).isEqualTo("13");
  }

  @Test
  void aHandshakeThatIsRefusedIsHandedOnToNobody() throws Exception {
    FakeRequest request = handshake("/groups/closed.a");

    passes(request);

    assertThat(handedOn).isEmpty();
    assertThat(request.response.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "HEAD"})
  void aHandshakeWithAnotherMethodIsAnsweredAsNone(String method) throws Exception {
    FakeRequest request =
        new FakeRequest(method, "/groups/open.a")
            .with("Upgrade", "websocket")
            .with("Connection", "Upgrade");

    passes(request);

    assertThat(handedOn).isEmpty();
    assertThat(request.response.headers()).doesNotContainKey("Upgrade");
  }

  @Test
  void aPollIsHandedOnWithWhatItAsksAndWithoutWhatJaxRsWouldReadOfIt() throws Exception {
    passes(get("/groups/open.a?wait=0").with("Accept", "*/*").with("Content-Type", "%%%"));

    assertThat(handedOn).hasSize(1);
    HttpServletRequest poll = handedOn.get(0);
    assertThat(poll.getAttribute(ReadRequests.ADMITTED)).isInstanceOf(GroupRequest.Read.class);
    assertThat(Collections.list(poll.getHeaderNames())).isEmpty();
    assertThat(Collections.list(poll.getHeaders("Accept"))).isEmpty();
    assertThat(poll.getHeader("Accept")).isNull();
    assertThat(poll.getContentType()).isNull();
    assertThat(poll.getQueryString()).isNull();
    assertThat(poll.getServletPath() + poll.getPathInfo()).isEqualTo("/groups/fanfare.poll");
    assertThat(poll.getRequestURL()).hasToString("http://localhost/app/groups/fanfare.poll");
  }

  @Test
  void whereNobodyCarriesPollsTheyAreAnswered() throws Exception {
    filter.handsOnPolls = false;
    FakeRequest request = get("/groups/open.a?wait=0");

    passes(request);
    request.response.stream.makeRoom();

    assertThat(handedOn).isEmpty();
    assertThat(request.response.status()).isEqualTo(200);
    assertThat(request.response.text()).contains("\"publications\":[]");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, text/event-stream, text/event-stream",
    "HEAD, text/event-stream, text/event-stream",
    "HEAD, text/html, text/html;charset=utf-8",
    "HEAD, application/json, application/json"
  })
  void noFaceButThePollIsHandedOn(String method, String accept, String type) throws Exception {
    FakeRequest request = new FakeRequest(method, "/groups/open.a").with("Accept", accept);

    passes(request);
    if (method.equals("GET")) {
      request.response.stream.makeRoom();
    }

    assertThat(handedOn).isEmpty();
    assertThat(request.response.header("Content-Type")).isEqualTo(type);
  }

  @Test
  void aHandshakeOverHttp10IsAPollThatIsAnsweredHere() throws Exception {
    FakeRequest request = handshake("/groups/open.a?wait=0").over("HTTP/1.0");

    passes(request);
    request.response.stream.makeRoom();

    assertThat(handedOn).isEmpty();
    assertThat(request.response.status()).isEqualTo(200);
    assertThat(request.response.header("Content-Type")).isEqualTo("application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/check", "/api/statistics"})
  void aHandshakeWithAnythingElseOfOursIsHandedOnAsNone(String path) throws Exception {
    passes(handshake(path));

    assertThat(isUpgrade()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsNotOursIsLeftAsItIsAlsoWhileTheSettingsAreWrong(boolean wrong) throws Exception {
    filter.shut = wrong ? new Problem(Status.MISCONFIGURED, "why") : null;
    FakeRequest request = get("/rest/orders");

    passes(request);

    assertThat(handedOn).hasSize(1);
    assertThat(request.response.headers()).isEmpty();
    assertThat(request.response.status()).as("nobody has set one").isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.html", "/check", "/api/statistics", "/assets/fanfare.js"})
  void inAnApplicationOfAnothersItsOwnPathsAreLeftAsTheyAre(String path) throws Exception {
    filter.guest = true;
    filter.shut = new Problem(Status.MISCONFIGURED, "why");
    FakeRequest request = handshake(path);

    passes(request);

    assertThat(isUpgrade()).isTrue();
    assertThat(request.response.headers()).isEmpty();
    assertThat(request.response.status()).as("nobody has set one").isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/chat", "/groupsies/open.a"})
  void aHandshakeThatIsNotOursIsHandedOnAsItIs(String path) throws Exception {
    FakeRequest request = handshake(path);

    passes(request);

    assertThat(isUpgrade()).isTrue();
    assertThat(request.response.headers()).isEmpty();
    assertThat(new Handshake().checkOrigin(null)).as("our endpoint takes it").isFalse();
  }

  @Test
  void aRequestWithoutAnUpgradeIsHandedOnAsItIs() throws Exception {
    FakeRequest page = get("/index.html").with("Upgrade-Insecure-Requests", "1");

    passes(page);
    passes(post("/api/statistics").with("X-Other", "too"));

    assertThat(handedOn.get(0).getHeader("Upgrade-Insecure-Requests")).isEqualTo("1");
    assertThat(Collections.list(handedOn.get(1).getHeaders("X-Other"))).containsExactly("too");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Payara Micro #badassfish", "Eclipse GlassFish 7.0.20"})
  void whoSendsBeforeItsAnswerIsRefusedWhereTheServerCannotBearIt(String server) throws Exception {
    FakeRequest early = handshake("/groups/open.a").at(server);
    early.body.hasCome("a frame");

    passes(early);
    passes(handshake("/groups/open.a").at(server));

    assertThat(early.response.status()).isEqualTo(400);
    assertThat(early.response.text()).contains("urn:fanfare:invalid-handshake");
    assertThat(handedOn).hasSize(1);
  }

  @Test
  void whoSendsBeforeItsAnswerIsLetInWhereTheServerBearsIt() throws Exception {
    FakeRequest early = handshake("/groups/open.a").at("WildFly 39");
    early.body.hasCome("a frame");

    passes(early);

    assertThat(isUpgrade()).isTrue();
  }

  @Test
  void whoLeavesWithinItsHandshakeIsNoFailureOfTheServer() throws Exception {
    FakeRequest request = handshake("/groups/open.a");

    filter.doFilter(
        request.request(),
        request.response.response(),
        (asked, response) -> {
          throw new IOException("Connection is closed");
        });

    assertThat(new Handshake().checkOrigin(null)).as("nobody is let in any more").isFalse();
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void whatFailsInAnyOtherRequestIsTheContainersToTell() {
    FakeRequest request = get("/groups/open.a");

    assertThatThrownBy(
            () ->
                filter.doFilter(
                    request.request(),
                    request.response.response(),
                    (asked, response) -> {
                      throw new IOException("a disk");
                    }))
        .isInstanceOf(IOException.class);
  }

  private void passes(FakeRequest request) throws IOException, ServletException {
    filter.doFilter(request.request(), request.response.response(), chain);
  }

  /** Whether what was handed on, one request, could become a WebSocket. */
  private boolean isUpgrade() {
    assertThat(handedOn).hasSize(1);
    HttpServletRequest request = handedOn.get(0);
    boolean upgrade = request.getHeader("upgrade") != null;
    assertThat(request.getHeaders("UPGRADE").hasMoreElements()).isEqualTo(upgrade);
    assertThat(Collections.list(request.getHeaderNames()).contains("Upgrade")).isEqualTo(upgrade);
    return upgrade;
  }
}
