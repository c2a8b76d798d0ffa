package org.fanfare.consumer.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule P1: which path leads to which route. */
final class RouteTableTest {
  private final RouteTable<String> table =
      table(
          "/chat/{room}",
          "/chat/lobby",
          "/chat/{room}/log/{day}",
          "/{place}/lobby",
          "/{place}/{floor}/map",
          "/news",
          "/rooms/{room}",
          "/rooms/admin");

  @ParameterizedTest(name = "{0} is of {1}")
  @CsvSource({
    "/news, /news",
    "/chat/attic, /chat/{room}",
    "/chat/lobby, /chat/lobby",
    "/home/lobby, /{place}/lobby",
    "/chat/x/log/today, /chat/{room}/log/{day}"
  })
  void aPathLeadsToItsRoute(String path, String route) {
    assertThat(table.match(path)).hasValueSatisfying(m -> assertThat(m.route()).isEqualTo(route));
  }

  @Test
  void aLiteralBeatsAParameterFromTheLeft() {
    RouteTable<String> both = table("/{room}/members", "/chat/{room}");

    assertThat(both.match("/chat/members").orElseThrow().route()).isEqualTo("/chat/{room}");
    assertThat(both.match("/news/members").orElseThrow().route()).isEqualTo("/{room}/members");
  }

  @Test
  void aLiteralThatLeadsNowhereHidesNoParameter() {
    assertThat(table.match("/chat/2/map").orElseThrow())
        .isEqualTo(
            new RouteTable.Match<>("/{place}/{floor}/map", Map.of("place", "chat", "floor", "2")));
  }

  @Test
  void parametersComeDecodedAndInTheOrderOfThePath() {
    assertThat(table.match("/chat/caf%C3%A9+%2b%20x/log/%F0%9F%98%80").orElseThrow().parameters())
        .containsExactly(entry("room", "café++ x"), entry("day", "😀"));
  }

  @Test
  void aParameterIsDecodedOnce() {
    assertThat(table.match("/chat/%2541").orElseThrow().parameters())
        .containsExactly(entry("room", "%41"));
    assertThat(table.match("/chat/a%252Fb").orElseThrow().parameters())
        .containsExactly(entry("room", "a%2Fb"));
  }

  @Test
  void aLiteralIsTheSameInEverySpelling() {
    assertThat(table.match("/%63hat/l%6Fbby").orElseThrow().route()).isEqualTo("/chat/lobby");
    assertThat(table.match("/rooms/%61dmin").orElseThrow().route()).isEqualTo("/rooms/admin");
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        "*",
        "news",
        "/",
        "//",
        "/chat",
        "/chat/",
        "/chat//",
        "//lobby",
        "/chat/a/",
        "/News",
        "/chat/a/b",
        "/news/",
        "/news/x",
        "/chat/;x",
        "/x/y/z/map",
        "/chat/a/log/"
      })
  void anotherPathLeadsNowhere(String path) {
    assertThat(table.match(path)).isEmpty();
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "/groups/lobby",
        "/%67roups/lobby",
        "/api/lobby",
        "/fanfare/lobby",
        "/assets/lobby",
        "/groups;v=1/lobby",
        "/check/lobby"
      })
  void aParameterInTheFirstPlaceDoesNotTakeWhatIsFanfares(String path) {
    assertThat(table.match(path)).isEmpty();
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "/chat/a%2Fb",
        "/chat/a%2fb",
        "/chat/a%5Cb",
        "/chat/a\\b",
        "/chat/a;b",
        "/chat/a;jsessionid=1",
        "/chat/lobby;x",
        "/chat;x/lobby",
        "/news;",
        "/chat/a%00",
        "/chat/%0a",
        "/chat/a\tb",
        "/chat/%7F",
        "/chat/%C2%85",
        "/chat/%",
        "/chat/%4",
        "/chat/%zz",
        "/chat/%4/log/x",
        "/chat/%ff",
        "/chat/%C3",
        "/chat/%C0%AF",
        "/chat/%ED%A0%80",
        "/chat/é",
        "/chat/..",
        "/chat/.",
        "/chat/%2e%2E",
        "/../lobby",
        "/chat/..;x"
      })
  void aMalformedPathOfARouteIsRefused(String path) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> table.match(path))
        .satisfies(
            e -> {
              assertThat(e.problem().status()).isEqualTo(Status.INVALID_PARAMETER);
              assertThat(e.problem().status().http()).isEqualTo(400);
              assertThat(e.problem().detail()).startsWith("each segment of this path ");
            });
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {"/x%2Fy", "/a/b;c", "/news/..", "/%zz", "/chat/%ff/x", "/%6eews/;", "/a\\b/é"})
  void aMalformedPathOfTheRestOfTheApplicationIsNotOurs(String path) {
    assertThat(table.match(path)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"/chat/...", "/chat/.x", "/chat/a%3Bb", "/chat/%20", "/chat/~", "/chat/%25"})
  void whatIsOnlyUnusualIsAValue(String path) {
    assertThat(table.match(path)).isPresent();
  }

  @Test
  void twoRoutesThatMatchTheSamePathsAreAFaultThatNamesBoth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table("/chat/{room}", "/chat/lobby", "/chat/{name}"))
        .withMessageContaining("/chat/{room}")
        .withMessageContaining("/chat/{name}");
  }

  @Test
  void anEmptyTableLeadsNowhere() {
    assertThat(table().match("/chat/lobby")).isEmpty();
  }

  @Test
  void aListThatIsChangedAfterwardsChangesNothing() {
    List<String> routes = new ArrayList<>(List.of("/news"));
    RouteTable<String> made = new RouteTable<>(routes, RoutePath::new);

    routes.clear();

    assertThat(made.match("/news")).isPresent();
  }

  private static RouteTable<String> table(String... routes) {
    return new RouteTable<>(List.of(routes), RoutePath::new);
  }
}
