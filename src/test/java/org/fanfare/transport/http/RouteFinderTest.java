package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.Plain;
import org.fanfare.consumer.PlainHttp;
import org.fanfare.consumer.Route;
import org.fanfare.consumer.run.ConsumerRoute;
import org.fanfare.consumer.run.SessionRig;
import org.fanfare.status.ProblemException;
import org.junit.jupiter.api.Test;

/**
 * Rule P1: a path leads to its route. Rule P29: what plain requests are left to the rest of the
 * application. Rule P30: the faces of a route.
 */
class RouteFinderTest {
  private final SessionRig rig = new SessionRig();
  private final Set<ConsumerRoute> routes =
      Set.of(
          rig.route(Room.class, Room::new),
          rig.route(Shop.class, Shop::new),
          rig.route(Answering.class, Answering::new));
  private final RouteFinder finder = new RouteFinder(routes, Plain.REFUSE);

  /** Does with plain requests what the settings say. */
  @Route("/rooms/{room}")
  @PermitAll
  static class Room implements Consumer {}

  /** Shares its path with a page. */
  @Route(value = "/shop", plain = Plain.PASS)
  @PermitAll
  static class Shop implements Consumer {}

  /** Answers plain requests itself. */
  @Route(value = "/answering", plain = Plain.PASS)
  @PermitAll
  static class Answering implements Consumer, PlainHttp {
    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) {}
  }

  private static FakeRequest get(String path) {
    return new FakeRequest("GET", path);
  }

  private Optional<AskedRoute> find(FakeRequest request) {
    return finder.find(request.request());
  }

  private static FakeRequest handshake(String path) {
    return get(path).with("Upgrade", "websocket").with("Connection", "keep-alive, Upgrade");
  }

  @Test
  void aPathWithinTheApplicationLeadsToItsRoute() {
    AskedRoute asked = find(get("/rooms/lobby?x=1")).orElseThrow();

    assertThat(asked.route().type().path().template()).isEqualTo("/rooms/{room}");
    assertThat(asked.parameters()).isEqualTo(Map.of("room", "lobby"));
    assertThat(find(get("/rooms"))).isEmpty();
    assertThat(find(get("/halls/lobby"))).isEmpty();
    assertThat(finder.paths()).containsExactlyInAnyOrder("/rooms/{room}", "/shop", "/answering");
  }

  @Test
  void aPathThatWouldLeadToARouteButIsMalformedIsRefused() {
    assertThatThrownBy(() -> find(get("/rooms/a%2Fb"))).isInstanceOf(ProblemException.class);
  }

  @Test
  void theFaceIsThatOfTheHeaders() {
    assertThat(find(handshake("/shop"))).map(AskedRoute::kind).contains(RequestKind.SOCKET);
    assertThat(find(get("/shop").with("Accept", "text/event-stream")))
        .map(AskedRoute::kind)
        .contains(RequestKind.STREAM);
    assertThat(find(get("/rooms/lobby")).orElseThrow().kind()).isNull();
    assertThat(find(get("/rooms/lobby").with("Accept", "*/*")).orElseThrow().kind()).isNull();
  }

  @Test
  void onlyAGetAsksForAStream() {
    FakeRequest post = new FakeRequest("POST", "/rooms/lobby").with("Accept", "text/event-stream");

    assertThat(find(post).orElseThrow().kind()).isNull();
  }

  @Test
  void aPlainRequestIsLeftToOthersIfTheRouteOrElseTheSettingsSaySo() {
    RouteFinder passing = new RouteFinder(routes, Plain.PASS);

    assertThat(find(get("/shop"))).as("of the route").isEmpty();
    assertThat(find(get("/rooms/lobby"))).isPresent();
    assertThat(passing.find(get("/rooms/lobby").request())).as("as set").isEmpty();
    assertThat(find(get("/answering"))).as("it answers itself").isPresent();
  }

  @Test
  void requestsOfSessionsAndPreflightsAreNeverLeftToOthers() {
    FakeRequest ofSession = new FakeRequest("POST", "/shop").with("Fanfare-Session", "new");
    FakeRequest preflight =
        new FakeRequest("OPTIONS", "/shop").with("Access-Control-Request-Method", "POST");

    assertThat(find(ofSession)).isPresent();
    assertThat(find(preflight)).isPresent();
  }

  @Test
  void withoutRoutesNoRequestIsLookedAt() {
    RouteFinder none = new RouteFinder(Set.of(), Plain.REFUSE);

    assertThat(none.find(get("/rooms/a%2Fb").request())).isEmpty();
  }
}
