package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fanfare.connection.NotedUsers;
import org.fanfare.connection.Users;
import org.fanfare.gate.Law;
import org.fanfare.layer.TurnedClock;
import org.fanfare.security.CookieLogins;
import org.fanfare.security.Key;
import org.fanfare.security.KeyPermission;
import org.fanfare.security.Keys;
import org.fanfare.security.TicketGrant;
import org.fanfare.security.TicketLogin;
import org.fanfare.security.Tickets;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 9 for a page that logs in: by a ticket, over a safe way, until it logs out. */
@Law(9)
class LoginRequestsTest {
  private static final Key ISSUER =
      Key.named("shop", Set.of(KeyPermission.TICKETS), Key.ALL_GROUPS);
  private static final Duration LOGIN = Duration.ofMinutes(5);

  private final HttpAdmissionRig rig = new HttpAdmissionRig();
  private final TurnedClock clock = new TurnedClock();
  private final Tickets tickets = new Tickets(new SecureRandom(), clock);
  private final CookieLogins cookies = new CookieLogins(new SecureRandom(), clock);
  private final NotedUsers noted = new NotedUsers("anna");
  private final LoginRequests requests =
      new LoginRequests(
          rig.admission,
          new TicketLogins(tickets, cookies, Keys.NONE, clock),
          cookies,
          new Users(rig.memory.layer(), List.of(noted)));

  private String ticket(String user) {
    return tickets
        .issue(
            ISSUER,
            new TicketGrant(user, Set.of(), Optional.empty(), Optional.empty(), LOGIN),
            Duration.ofSeconds(30))
        .orElseThrow();
  }

  private static FakeRequest at(String host, String method, String target) {
    return new FakeRequest(method, target).with("Host", host);
  }

  private static FakeRequest post(String target) {
    return at("localhost:8080", "POST", target);
  }

  private FakeResponse answer(FakeRequest request) {
    try {
      requests.answer(request.request(), request.response.response());
      return request.response;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Problem refusal(FakeRequest request) {
    try {
      throw new AssertionError("it was answered: " + answer(request).headers());
    } catch (ProblemException e) {
      return e.problem();
    }
  }

  /** The cookie that a response sets, without its attributes. */
  private static String cookie(FakeResponse response) {
    return String.valueOf(response.header("Set-Cookie")).split(";", 2)[0];
  }

  /** One login of the user has ended, and no other. */
  private void assertLoggedOut(String user) {
    assertThat(noted.ends())
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.user()).isEqualTo(user);
              assertThat(end.why()).isEqualTo("logged-out");
              assertThat(end.login()).isInstanceOf(TicketLogin.class);
            });
  }

  @Test
  void aTicketIsExchangedForACookieThatOnlyFanfareGetsAndNoScriptReads() {
    FakeResponse response = answer(post("/session?ticket=" + ticket("anna")));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo("{\"user\":\"anna\",\"expires\":300}");
    assertThat(response.header("Set-Cookie"))
        .matches("fanfare_session=[A-Za-z0-9_-]{32}; Path=/app/; HttpOnly; SameSite=Lax")
        .doesNotContain("Max-Age", "Expires");
    assertThat(cookies.find(cookie(response).split("=", 2)[1]))
        .hasValueSatisfying(login -> assertThat(login.getName()).isEqualTo("anna"));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, http, plain",
    "app.localhost, http, plain",
    "127.0.0.1:8080, http, plain",
    "127.9.9.9, http, plain",
    "[::1]:8080, http, plain",
    "localhost:8443, https, secure",
    "board.example, https, secure",
    "board.example, http, refused",
    "localhost.example, http, refused",
    "10.0.0.1, http, refused",
    "[2001:db8::1], http, refused",
  })
  void theCookieIsForTlsAloneButOnThisMachine(String host, String scheme, String how) {
    FakeRequest request =
        at(host, "POST", "/session?ticket=" + ticket("anna"))
            .from(HttpAdmissionRig.PROXY)
            .with("X-Forwarded-Proto", scheme);

    if (how.equals("refused")) {
      Problem problem = refusal(request);
      assertThat(problem.status()).isEqualTo(Status.REFUSED);
      assertThat(problem.detail()).contains("https", "trusted-proxies");
      assertThat(cookies.count()).isZero();
    } else {
      assertThat(answer(request).header("Set-Cookie"))
          .matches(set -> set.endsWith("; Secure") == how.equals("secure"));
    }
  }

  @Test
  void aTicketThatIsNotValidIsRefusedAndOneIsNeeded() {
    String used = ticket("anna");
    answer(post("/session?ticket=" + used));

    assertThat(refusal(post("/session?ticket=" + used)).status()).isEqualTo(Status.INVALID_TICKET);
    assertThat(refusal(post("/session?ticket=guessed")).status()).isEqualTo(Status.INVALID_TICKET);
    assertThat(refusal(post("/session")).detail()).contains("show a ticket");
    assertThat(cookies.count()).isEqualTo(1);
  }

  @Test
  void aPageOfAnotherOriginLogsNobodyInOrOut() {
    FakeResponse in = answer(post("/session?ticket=" + ticket("anna")));
    String ticket = ticket("eve");

    for (FakeRequest each :
        List.of(
            post("/session?ticket=" + ticket).with("Origin", "https://evil.example"),
            post("/session?ticket=" + ticket).with("Sec-Fetch-Site", "cross-site"),
            at("localhost:8080", "DELETE", "/session")
                .with("Origin", "https://evil.example")
                .with("Cookie", cookie(in)))) {
      assertThat(refusal(each).status()).isEqualTo(Status.FOREIGN_ORIGIN);
      assertThat(each.response.header("Set-Cookie")).isNull();
    }
    assertThat(noted.ends()).isEmpty();
    assertThat(cookies.count()).isEqualTo(1);
  }

  @Test
  void aPageOfAListedOriginMayAndReadsTheAnswer() {
    FakeResponse in =
        answer(post("/session?ticket=" + ticket("anna")).with("Origin", HttpAdmissionRig.FRIEND));
    FakeResponse asked =
        answer(at("localhost:8080", "OPTIONS", "/session").with("Origin", HttpAdmissionRig.FRIEND));

    assertThat(in.status()).isEqualTo(200);
    assertThat(in.headers())
        .containsEntry("Access-Control-Allow-Origin", HttpAdmissionRig.FRIEND)
        .containsEntry("Access-Control-Allow-Credentials", "true");
    assertThat(asked.status()).isEqualTo(204);
    assertThat(asked.header("Access-Control-Allow-Methods")).isEqualTo("POST, DELETE, OPTIONS");
    assertThat(answer(at("localhost:8080", "OPTIONS", "/session")).headers())
        .containsEntry("Allow", "POST, DELETE, OPTIONS")
        .doesNotContainKey("Access-Control-Allow-Methods");
  }

  @Test
  void whoLogsOutEndsTheLoginAndItsConnections() {
    String cookie = cookie(answer(post("/session?ticket=" + ticket("anna"))));

    FakeResponse out = answer(at("localhost:8080", "DELETE", "/session").with("Cookie", cookie));

    assertThat(out.status()).isEqualTo(204);
    assertThat(out.header("Set-Cookie"))
        .isEqualTo("fanfare_session=; Path=/app/; HttpOnly; SameSite=Lax; Max-Age=0");
    assertLoggedOut("anna");
    assertThat(cookies.find(cookie.split("=", 2)[1])).isEmpty();
  }

  @Test
  void aLogoutWithoutALoginOnlyDeletesTheCookie() {
    for (FakeRequest each :
        List.of(
            at("localhost:8080", "DELETE", "/session"),
            at("localhost:8080", "DELETE", "/session").with("Cookie", "fanfare_session=old"))) {
      assertThat(answer(each).status()).isEqualTo(204);
      assertThat(each.response.header("Set-Cookie")).contains("Max-Age=0");
    }
    assertThat(noted.ends()).isEmpty();
  }

  @Test
  void whoLogsInAsSomebodyElseIsNotTheOneBeforeAnyMore() {
    String anna = cookie(answer(post("/session?ticket=" + ticket("anna"))));

    String again = cookie(answer(post("/session?ticket=" + ticket("anna")).with("Cookie", anna)));
    assertThat(noted.ends()).as("the same user goes on").isEmpty();
    answer(post("/session?ticket=" + ticket("berta")).with("Cookie", again));

    assertLoggedOut("anna");
    assertThat(cookies.count()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT"})
  void otherMethodsAreRefusedWithThoseThatThereAre(String method) {
    FakeRequest request = at("localhost:8080", method, "/session?ticket=" + ticket("anna"));

    assertThat(refusal(request).status()).isEqualTo(Status.METHOD);
    assertThat(request.response.header("Allow")).isEqualTo("POST, DELETE, OPTIONS");
    assertThat(tickets.waiting()).isEqualTo(1);
  }
}
