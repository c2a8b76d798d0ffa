package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.Route;
import org.fanfare.consumer.run.SessionRig;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What requests of sessions do to them. Rule P22: roles are looked up at each of them, and who has
 * lost that of the route is refused, and its session ends. Rule P25: each renews the login. Rule
 * P43: a session is found by its own caller and at its own path alone.
 */
class RouteRequestsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofSeconds(2);

  private final SessionRig rig = new SessionRig();
  private final List<Ended> ends = new ArrayList<>();
  private final RouteRequests requests =
      RouteRig.requests(rig, rig.route(Room.class, () -> new Room(ends)));
  private String id = "";

  /** Is for staff. */
  @Route("/rooms/{room}")
  @RolesAllowed("staff")
  static class Room implements Consumer {
    private final List<Ended> ends;

    Room(List<Ended> ends) {
      this.ends = ends;
    }

    @Override
    public void disconnect(Ended why, Connection client) {
      ends.add(why);
    }
  }

  @BeforeEach
  void opens() throws Exception {
    FakeRequest request = asked("POST", "/rooms/lobby").with("Fanfare-Session", "new");
    answer(request.by("anna", "staff").until(rig.now().plus(SOON)));
    id = request.response.text().replaceAll(".*\"session\":\"([^\"]*)\".*", "$1");
    assertThat(request.response.status()).isEqualTo(201);
  }

  private static FakeRequest asked(String method, String path) {
    return new FakeRequest(method, path).with("Host", "board.example");
  }

  private FakeRequest head(String path) {
    return asked("HEAD", path).with("Fanfare-Session", id);
  }

  private void answer(FakeRequest request) throws IOException, ServletException {
    requests.answer(
        request.request(),
        request.response.response(),
        (asked, answer) -> {
          throw new AssertionError("it is not handed on");
        },
        requests.find(request.request()).orElseThrow());
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
  void aSessionIsFoundByItsCallerAtItsPath() throws Exception {
    FakeRequest request = head("/rooms/lobby").by("anna", "staff");

    answer(request);

    assertThat(request.response.status()).isEqualTo(200);
  }

  @Test
  void aSessionIsNotFoundAtAnotherPathOfItsRoute() {
    assertRefused(Status.NO_SESSION, head("/rooms/attic").by("anna", "staff"));

    assertThat(ends).isEmpty();
  }

  // Rule P53
  @Test
  void aSessionOfAnotherNodeIsToldFromOneThatIsNone() {
    id = "x".repeat(id.length());
    assertRefused(Status.OTHER_NODE, head("/rooms/lobby").by("anna", "staff"));

    id = "guessed";
    assertRefused(Status.NO_SESSION, head("/rooms/lobby").by("anna", "staff"));
  }

  @Test
  void whoHasLostTheRoleOfTheRouteIsRefusedAndItsSessionEnds() {
    assertRefused(Status.REFUSED, head("/rooms/lobby").by("anna"));

    assertThat(ends).extracting(Ended::status).containsExactly(Status.REFUSED);
    assertThat(ends).extracting(Ended::code).containsExactly(1008);
  }

  @Test
  void othersWhoMayNotUseTheRouteEndNothing() {
    assertRefused(Status.REFUSED, head("/rooms/lobby").by("berta"));
    assertRefused(Status.UNAUTHENTICATED, head("/rooms/lobby"));
    assertRefused(
        Status.FOREIGN_ORIGIN,
        head("/rooms/lobby").by("anna").with("Origin", "https://foe.example"));

    assertThat(ends).isEmpty();
  }

  @Test
  void aLoginThatExpiresEndsItsSession() {
    rig.pass(SOON);

    assertThat(ends).containsExactly(Ended.LOGIN_EXPIRED);
  }

  @Test
  void aRequestOfTheSessionRenewsItsLogin() throws Exception {
    answer(head("/rooms/lobby").by("anna", "staff").until(rig.now().plus(SOON.multipliedBy(2))));

    rig.pass(SOON);
    assertThat(ends).isEmpty();
    rig.pass(SOON);

    assertThat(ends).containsExactly(Ended.LOGIN_EXPIRED);
  }

  @Test
  void aRequestOfAnotherUserRenewsNothing() {
    assertRefused(
        Status.NO_SESSION, head("/rooms/lobby").by("berta", "staff").until(rig.now().plus(HOUR)));
    rig.pass(SOON);

    assertThat(ends).containsExactly(Ended.LOGIN_EXPIRED);
  }
}
