package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.Route;
import org.fanfare.consumer.run.SessionRig;
import org.fanfare.security.CookieLogins;
import org.fanfare.security.Key;
import org.fanfare.security.KeyPermission;
import org.fanfare.security.Keys;
import org.fanfare.security.TicketGrant;
import org.fanfare.security.Tickets;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Law 9 for sessions of consumers that were opened with a ticket. Rule P43: such a session is found
 * by its id. Rule P25: it ends when its login expires, and another ticket renews it.
 */
class TicketSessionsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofSeconds(3);

  private final SessionRig rig = new SessionRig();
  private final List<Ended> ends = new ArrayList<>();
  private final List<String> users = new ArrayList<>();
  private final RigClock clock = new RigClock(rig);
  private final Tickets tickets = new Tickets(new SecureRandom(), clock);
  private final CookieLogins cookies = new CookieLogins(new SecureRandom(), clock);
  private final TicketLogins logins = new TicketLogins(tickets, cookies, Keys.NONE, clock);
  private final RouteRequests requests =
      RouteRig.requests(rig, rig.route(Room.class, () -> new Room(users, ends)));
  private String id = "";

  /** Is for staff. */
  @Route("/rooms/{room}")
  @RolesAllowed("staff")
  static class Room implements Consumer {
    private final List<String> users;
    private final List<Ended> ends;

    Room(List<String> users, List<Ended> ends) {
      this.users = users;
      this.ends = ends;
    }

    @Override
    public void connect(Connection client) {
      users.add(client.scope().user().orElse("nobody"));
    }

    @Override
    public void disconnect(Ended why, Connection client) {
      ends.add(why);
    }
  }

  /** The time of the rig. */
  private static final class RigClock extends java.time.Clock {
    private final SessionRig rig;

    RigClock(SessionRig rig) {
      this.rig = rig;
    }

    @Override
    public java.time.ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public java.time.Clock withZone(java.time.ZoneId zone) {
      throw new UnsupportedOperationException("this clock is in UTC");
    }

    @Override
    public Instant instant() {
      return rig.now();
    }
  }

  @BeforeEach
  void opens() throws Exception {
    FakeRequest request = opening("?ticket=" + ticket(SOON));

    answer(request);

    assertThat(request.response.status()).isEqualTo(201);
    id = request.response.text().replaceAll(".*\"session\":\"([^\"]*)\".*", "$1");
  }

  private String ticket(Duration expires) {
    return tickets
        .issue(
            Key.named("shop", Set.of(KeyPermission.TICKETS), Key.ALL_GROUPS),
            new TicketGrant("anna", Set.of("staff"), Optional.empty(), Optional.empty(), expires),
            Duration.ofMinutes(1))
        .orElseThrow();
  }

  private static FakeRequest opening(String query) {
    return asked("POST", "/rooms/lobby" + query).with("Fanfare-Session", "new");
  }

  private static FakeRequest asked(String method, String target) {
    return new FakeRequest(method, target).with("Host", "board.example");
  }

  private FakeRequest head(String query) {
    return asked("HEAD", "/rooms/lobby" + query).with("Fanfare-Session", id);
  }

  private void answer(FakeRequest request) throws IOException, ServletException {
    HttpServletRequest asked = request.request();
    AskedRoute route = requests.find(asked).orElseThrow();
    requests.answer(
        logins.knownOnRoute(asked, route, requests::ticketOfSession),
        request.response.response(),
        (handedOn, answer) -> {
          throw new AssertionError("it is not handed on");
        },
        route);
    rig.run();
  }

  private void assertRefused(Status status, FakeRequest request) {
    assertThatThrownBy(() -> answer(request))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(status));
    rig.run();
  }

  @Test
  void theConsumerKnowsTheUserOfTheTicketAndTheSessionGoesOnByItsIdAlone() throws Exception {
    FakeRequest request = head("");

    answer(request);

    assertThat(request.response.status()).isEqualTo(200);
    assertThat(users).containsExactly("anna");
    assertThat(tickets.waiting()).isZero();
  }

  @Test
  void itGoesOnAlsoInABrowserInWhichSomebodyElseHasLoggedIn() throws Exception {
    FakeRequest request = head("").by("berta").inSession("of berta");

    answer(request);

    assertThat(request.response.status()).isEqualTo(200);
    assertThat(ends).isEmpty();
  }

  @Test
  void aGuessedIdIsNobodys() {
    id = id.substring(0, id.length() - 4) + "AAAA";

    assertRefused(Status.UNAUTHENTICATED, head(""));
    assertRefused(Status.UNAUTHENTICATED, opening(""));
  }

  @Test
  void aTicketThatIsNotValidOpensNothing() {
    String used = ticket(HOUR);
    assertRefused(
        Status.NO_SESSION,
        asked("HEAD", "/rooms/attic?ticket=" + used).with("Fanfare-Session", id));

    assertRefused(Status.INVALID_TICKET, opening("?ticket=" + used));
    assertRefused(Status.INVALID_TICKET, head("?ticket=guessed"));
    assertThat(ends).isEmpty();
  }

  @Test
  void whenTheLoginExpiresTheSessionEnds() {
    rig.pass(SOON.plusSeconds(1));

    assertThat(ends).containsExactly(Ended.LOGIN_EXPIRED);
    assertRefused(Status.NO_SESSION, head(""));
  }

  @Test
  void anotherTicketForTheSameUserRenewsTheLogin() throws Exception {
    answer(head("?ticket=" + ticket(HOUR)));

    rig.pass(SOON.plusSeconds(1));

    assertThat(ends).isEmpty();
    answer(head(""));
  }

  @Test
  void aPlainRequestIsTheApplicationsAndSoIsItsQuery() {
    String ticket = ticket(HOUR);
    FakeRequest request = asked("GET", "/rooms/lobby?ticket=" + ticket);
    HttpServletRequest plain = request.request();

    assertThat(
            logins.knownOnRoute(
                plain, requests.find(plain).orElseThrow(), requests::ticketOfSession))
        .isSameAs(plain);
    assertThat(tickets.use(ticket)).isPresent();
  }
}
