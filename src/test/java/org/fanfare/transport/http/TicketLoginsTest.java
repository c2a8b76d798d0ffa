package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.transport.http.HttpAdmissionRig.get;
import static org.fanfare.transport.http.HttpAdmissionRig.handshake;
import static org.fanfare.transport.http.HttpAdmissionRig.post;
import static org.fanfare.transport.http.HttpAdmissionRig.stream;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fanfare.layer.TurnedClock;
import org.fanfare.message.GroupName;
import org.fanfare.security.CookieLogins;
import org.fanfare.security.Key;
import org.fanfare.security.KeyPermission;
import org.fanfare.security.Keys;
import org.fanfare.security.NamePatterns;
import org.fanfare.security.TicketGrant;
import org.fanfare.security.Tickets;
import org.fanfare.session.GroupRequest;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 9 for tickets at the group URL: whom they let in, to what, and for how long. */
class TicketLoginsTest {
  private static final Key ISSUER =
      Key.named("shop", Set.of(KeyPermission.TICKETS), Key.ALL_GROUPS);
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final Duration LOGIN = Duration.ofMinutes(5);

  private final HttpAdmissionRig rig = new HttpAdmissionRig();
  private final TurnedClock clock = new TurnedClock();
  private final Tickets tickets = new Tickets(new SecureRandom(), clock);
  private final CookieLogins cookies = new CookieLogins(new SecureRandom(), clock);
  private final TicketLogins logins =
      new TicketLogins(
          tickets, cookies, new Keys(List.of(Keys.Entry.plain(HttpAdmissionRig.KEY))), clock);

  private String ticket(TicketGrant grant) {
    return tickets.issue(ISSUER, grant, WAIT).orElseThrow();
  }

  private String anna() {
    return ticket(grant(Optional.empty(), Optional.empty()));
  }

  private static TicketGrant grant(Optional<List<String>> join, Optional<List<String>> publish) {
    return new TicketGrant(
        "anna", Set.of("editor"), join.map(NamePatterns::of), publish.map(NamePatterns::of), LOGIN);
  }

  private GroupRequest admitted(FakeRequest request) {
    HttpServletRequest asked = request.request();
    RequestKind kind = rig.admission.kind(asked);
    return rig.admission.admit(logins.known(asked, kind), kind);
  }

  private GroupRequest.Read read(FakeRequest request) {
    return (GroupRequest.Read) admitted(request);
  }

  private Problem refusal(FakeRequest request) {
    try {
      throw new AssertionError("it was let in: " + admitted(request));
    } catch (ProblemException e) {
      return e.problem();
    }
  }

  @Test
  void aTicketLetsItsUserInOverEachTransport() {
    for (FakeRequest each :
        List.of(
            handshake("/groups/own.~?ticket=" + anna()),
            stream("/groups/own.~?ticket=" + anna()),
            get("/groups/own.~?wait=0&ticket=" + anna()))) {
      GroupRequest.Read read = read(each);

      assertThat(read.groups()).containsExactly(new GroupName("own.anna"));
      assertThat(read.caller().user()).contains("anna");
      assertThat(read.caller().identity()).isEqualTo("user:anna");
      assertThat(read.caller().loginLasts()).contains(LOGIN);
    }
    assertThat(refusal(stream("/groups/own.berta?ticket=" + anna())).status())
        .isEqualTo(Status.REFUSED);
  }

  @Test
  void itsRolesAreThoseOfItsUser() {
    assertThat(read(stream("/groups/staff.a?ticket=" + anna())).caller().hasRole("editor"))
        .isTrue();

    String guest =
        ticket(new TicketGrant("anna", Set.of(), Optional.empty(), Optional.empty(), LOGIN));
    assertThat(refusal(stream("/groups/staff.a?ticket=" + guest)).status())
        .isEqualTo(Status.REFUSED);
  }

  @Test
  void aTicketThatIsNotValidIsNeverNobodyAlsoWhereAnyoneMay() {
    String used = anna();
    read(stream("/groups/open.a?ticket=" + used));
    String late = anna();
    clock.advance(WAIT);

    for (String each : List.of(used, late, "guessed", "")) {
      Problem problem = refusal(stream("/groups/open.a?ticket=" + each));

      assertThat(problem.status()).isEqualTo(Status.INVALID_TICKET);
      assertThat(problem.passes()).as("an EventSource comes back").isTrue();
      assertThat(problem.detail()).doesNotContain(used, late, "guessed");
    }
  }

  @Test
  void aTicketIsUsedUpWhateverComesOfTheRequest() {
    String ticket = anna();

    assertThat(refusal(stream("/groups/own.berta?ticket=" + ticket)).status())
        .isEqualTo(Status.REFUSED);
    assertThat(refusal(stream("/groups/own.~?ticket=" + ticket)).status())
        .isEqualTo(Status.INVALID_TICKET);
  }

  @Test
  void aKeyBesideATicketIsRefusedAndTheTicketIsUsedUp() {
    for (String header : List.of("X-API-Key: wrong", "X-API-Key: " + HttpAdmissionRig.KEY)) {
      String ticket = anna();
      String[] line = header.split(": ", 2);

      assertThat(refusal(stream("/groups/open.a?ticket=" + ticket).with(line[0], line[1])).status())
          .isEqualTo(Status.INVALID_PARAMETER);
      assertThat(refusal(stream("/groups/open.a?ticket=" + ticket)).status())
          .isEqualTo(Status.INVALID_TICKET);
    }
    assertThat(
            refusal(
                    stream("/groups/open.a?ticket=" + anna())
                        .with("Authorization", "Bearer " + HttpAdmissionRig.KEY))
                .detail())
        .isEqualTo("show a key or a ticket, and not both");
  }

  @Test
  void aTicketOpensNothingThatIsOverAtOnce() {
    for (FakeRequest each :
        List.of(
            post("/groups/open.a?ticket=" + anna()),
            new FakeRequest("PUT", "/groups/open.a?ticket=" + anna()).with("Host", "board.example"),
            get("/groups/open.a?ticket=" + anna()).with("Accept", "text/html"))) {
      assertThat(refusal(each).status()).isEqualTo(Status.INVALID_PARAMETER);
    }
    assertThat(tickets.waiting()).isZero();
  }

  @Test
  void itsListsNarrowWhatRulesAllowAndAllowNothingElse() {
    Optional<List<String>> some = Optional.of(List.of("open.a", "own.*", "notices.*"));
    GroupRequest.Read read = read(stream("/groups/open.a?ticket=" + ticket(grant(some, some))));

    assertThat(read.caller().isForReading(new GroupName("open.a"))).isTrue();
    assertThat(read.caller().isForReading(new GroupName("open.b"))).isFalse();
    assertThat(read.caller().isForPublishing(new GroupName("open.b"))).isFalse();
    Problem narrowed = refusal(stream("/groups/open.b?ticket=" + ticket(grant(some, some))));
    assertThat(narrowed.status()).isEqualTo(Status.REFUSED);
    assertThat(narrowed.detail()).contains("the ticket is for other groups");
    assertThat(refusal(stream("/groups/own.berta?ticket=" + ticket(grant(some, some)))).status())
        .as("what no rule allows")
        .isEqualTo(Status.REFUSED);
  }

  @Test
  void aTicketCountsMoreThanALoginToTheApplication() {
    GroupRequest.Read read =
        read(stream("/groups/own.~?ticket=" + anna()).by("berta").inSession("of berta"));

    assertThat(read.groups()).containsExactly(new GroupName("own.anna"));
  }

  private String cookie(TicketGrant grant) {
    return "other=1; fanfare_session="
        + cookies.begin(tickets.use(ticket(grant)).orElseThrow()).orElseThrow();
  }

  @Test
  void aCookieLetsItsUserInAsOftenAsItIsSentAlsoToPublish() {
    String cookie = cookie(grant(Optional.empty(), Optional.empty()));

    for (FakeRequest each :
        List.of(stream("/groups/own.~"), stream("/groups/own.~"), get("/groups/own.~?wait=0"))) {
      GroupRequest.Read read = read(each.with("Cookie", cookie));
      assertThat(read.groups()).containsExactly(new GroupName("own.anna"));
      assertThat(read.caller().ticketLogin()).isPresent();
      assertThat(read.caller().loginLasts()).contains(LOGIN);
    }
    assertThat(admitted(post("/groups/own.~").with("Cookie", cookie)).groups())
        .containsExactly(new GroupName("own.anna"));
    clock.advance(LOGIN.minusSeconds(1));
    assertThat(read(stream("/groups/own.~").with("Cookie", cookie)).caller().loginLasts())
        .contains(Duration.ofSeconds(1));
  }

  @Test
  void theListsOfTheTicketNarrowWhatItsCookieIsFor() {
    String cookie = cookie(grant(Optional.of(List.of("open.a")), Optional.of(List.of())));

    assertThat(read(stream("/groups/open.a").with("Cookie", cookie)).groups()).hasSize(1);
    assertThat(refusal(stream("/groups/open.b").with("Cookie", cookie)).status())
        .isEqualTo(Status.REFUSED);
    assertThat(refusal(post("/groups/open.a").with("Cookie", cookie)).status())
        .isEqualTo(Status.REFUSED);
  }

  @Test
  void aCookieThatIsNotValidIsNeverNobodyAlsoWhereAnyoneMay() {
    String expired = cookie(grant(Optional.empty(), Optional.empty()));
    clock.advance(LOGIN);

    for (String each : List.of(expired, "fanfare_session=guessed", "fanfare_session=")) {
      for (FakeRequest request :
          List.of(
              stream("/groups/open.a"),
              get("/groups/open.a?wait=0"),
              handshake("/groups/open.a"),
              post("/groups/open.a"))) {
        Problem problem = refusal(request.with("Cookie", each));

        assertThat(problem.status()).isEqualTo(Status.INVALID_LOGIN);
        assertThat(problem.passes()).as("an EventSource comes back").isTrue();
      }
    }
  }

  @Test
  void whatSaysMoreThanACookieCountsAlone() {
    String anna = cookie(grant(Optional.empty(), Optional.empty()));
    String ticket =
        ticket(new TicketGrant("berta", Set.of(), Optional.empty(), Optional.empty(), LOGIN));

    assertThat(read(stream("/groups/own.~?ticket=" + ticket).with("Cookie", anna)).groups())
        .as("a ticket")
        .containsExactly(new GroupName("own.berta"));
    assertThat(read(stream("/groups/own.~").by("carla").with("Cookie", anna)).groups())
        .as("a login to the application")
        .containsExactly(new GroupName("own.carla"));
    for (String cookie : List.of(anna, "fanfare_session=guessed")) {
      assertThat(
              read(stream("/groups/inbox.a")
                      .with("X-API-Key", HttpAdmissionRig.KEY)
                      .with("Cookie", cookie))
                  .caller()
                  .isUser())
          .as("a key")
          .isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?last=1", "?tickets=x", "?last=1&untickets=%41"})
  void aRequestWithoutATicketIsTheSameRequest(String query) {
    HttpServletRequest request = get("/groups/open.a" + query).request();

    assertThat(logins.known(request, RequestKind.POLL)).isSameAs(request);
  }
}
