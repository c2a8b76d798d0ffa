package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.transport.http.HttpAdmissionRig.HEARTBEAT;
import static org.fanfare.transport.http.HttpAdmissionRig.get;
import static org.fanfare.transport.http.HttpAdmissionRig.post;
import static org.fanfare.transport.http.HttpAdmissionRig.stream;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Plain;
import org.fanfare.consumer.run.ConsumerRoute;
import org.fanfare.consumer.run.LoginExpiries;
import org.fanfare.consumer.run.Notebook;
import org.fanfare.consumer.run.Scopes;
import org.fanfare.consumer.run.SessionOwner;
import org.fanfare.consumer.run.SessionRig;
import org.fanfare.consumer.run.Surroundings;
import org.fanfare.security.CookieLogins;
import org.fanfare.security.Keys;
import org.fanfare.security.Tickets;
import org.fanfare.session.StreamTimes;
import org.fanfare.transport.WritePolicies;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules P23 and P24: a connection ends when the time-out of its HTTP session has passed without a
 * request that shows that the user is there, on whatever path; what a script sends to wait for
 * messages does not show it.
 */
class LoginClockTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(FakeRequest.SESSION_SECONDS);
  private static final Duration LONG = Duration.ofSeconds(15);

  private final SessionRig rig = new SessionRig();
  private final List<Ended> ends = new ArrayList<>();
  private final AdmissionFilter filter = new AdmissionFilter();

  @BeforeEach
  @SuppressWarnings("UnnecessaryAssignment") // what injects here is the test
  void opens() {
    ConsumerRoute route = rig.route(Notebook.class, () -> new Notebook(ends));
    BodyRig bodies = BodyRig.quick();
    WritePolicies threads = new WritePolicies(() -> Runnable::run);
    filter.admission = new HttpAdmissionRig().admission;
    filter.tickets =
        new TicketLogins(
            new Tickets(new SecureRandom(), Clock.systemUTC()),
            new CookieLogins(new SecureRandom(), Clock.systemUTC()),
            Keys.NONE,
            Clock.systemUTC());
    filter.bodies = bodies.face;
    filter.reading = bodies.reading;
    filter.handsOnPolls = true;
    filter.logins = rig.sessions.logins();
    filter.routes =
        new RouteRequests(
            Set.of(route),
            Plain.REFUSE,
            rig.sessions,
            new SessionRequests(
                rig.sessions, bodies.face, threads, HEARTBEAT, new StreamTimes(TIMEOUT, TIMEOUT)),
            filter.admission,
            null,
            threads,
            new ConnectionTimes(HEARTBEAT, null),
            () -> Surroundings.NONE,
            new LoginExpiries(caller -> Optional.empty()));
    rig.sessions.session(
        route, Scopes.of("anna", "id", TIMEOUT), new SessionOwner("anna", null), Surroundings.NONE);
  }

  private void comes(FakeRequest request) throws Exception {
    filter.doFilter(
        request.inSession("id").request(), request.response.response(), (asked, answer) -> {});
  }

  static Stream<FakeRequest> ofTheUser() {
    return Stream.of(
        post("/groups/open.a").by("anna"),
        new FakeRequest("HEAD", "/groups/open.a").with("Host", "board.example").by("anna"),
        get("/groups/open.a").with("Accept", "text/html").by("anna"),
        get("/elsewhere").by("anna"));
  }

  @ParameterizedTest
  @MethodSource("ofTheUser")
  void aRequestThatShowsThatTheUserIsThereCounts(FakeRequest request) throws Exception {
    rig.pass(LONG);
    comes(request);
    rig.pass(LONG);
    assertThat(ends).isEmpty();

    rig.pass(TIMEOUT.minus(LONG));

    assertThat(ends).containsExactly(Ended.LOGIN_EXPIRED);
  }

  static Stream<FakeRequest> ofAScript() {
    return Stream.of(
        get("/groups/open.a").by("anna"),
        stream("/groups/open.a").by("anna"),
        post("/groups/closed.a").by("anna"),
        post("/noted").with("Fanfare-Session", "unknown").by("anna"));
  }

  @ParameterizedTest
  @MethodSource("ofAScript")
  void whatAScriptWaitsForAndWhatIsRefusedDoNotCount(FakeRequest request) throws Exception {
    rig.pass(LONG);
    comes(request);

    rig.pass(TIMEOUT.minus(LONG));

    assertThat(ends).containsExactly(Ended.LOGIN_EXPIRED);
  }

  static Stream<FakeRequest> thatConnectAgain() {
    return Stream.of(
        stream("/noted").by("anna"), post("/noted").with("Fanfare-Session", "new").by("anna"));
  }

  @ParameterizedTest
  @MethodSource("thatConnectAgain")
  void whatConnectsAgainDoesNotCountEither(FakeRequest request) throws Exception {
    rig.pass(LONG);
    comes(request);
    rig.run();
    rig.pass(TIMEOUT.minus(LONG));

    assertThat(ends).isNotEmpty().containsOnly(Ended.LOGIN_EXPIRED);
  }

  @ParameterizedTest
  @MethodSource("thatConnectAgain")
  void whoseTimeIsOverConnectsAgainInVain(FakeRequest request) throws Exception {
    rig.pass(TIMEOUT);
    comes(request);

    assertThat(request.response.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @MethodSource("ofAnotherUser")
  void anotherUserOfTheHttpSessionEndsIt(FakeRequest request) throws Exception {
    comes(request);
    rig.run();

    assertThat(ends).containsExactly(Ended.LOGGED_OUT);
  }

  static Stream<FakeRequest> ofAnotherUser() {
    return Stream.of(
        post("/groups/open.a").by("berta"),
        get("/groups/open.a").by("berta"),
        get("/elsewhere").by("berta"));
  }
}
