package org.fanfare.consumer.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule P1: what the path of a route may be. */
final class RoutePathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/chat",
        "/chat/{room}",
        "/{a}/{b}",
        "/a.b/-_-/V2",
        "/...",
        "/{room_1}/{_}",
        "/chat/groups",
        "/groupsandmore",
        "/Groups",
        "/{groups}"
      })
  void segmentsAreLiteralsAndParameters(String template) {
    assertThat(new RoutePath(template)).hasToString(template);
  }

  @Test
  void parametersComeInTheOrderOfThePath() {
    assertThat(new RoutePath("/x/{z}/y/{a}").parameters()).containsExactly("z", "a");
    assertThat(new RoutePath("/x").parameters()).isEmpty();
  }

  @Test
  void theShapeIsThePathWithoutNames() {
    assertThat(new RoutePath("/x/{z}/y/{a}").shape())
        .isEqualTo(new RoutePath("/x/{a}/y/{b}").shape())
        .isNotEqualTo(new RoutePath("/x/{z}/{y}/a").shape());
  }

  @ParameterizedTest(name = "\"{0}\"")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          chat             | does not begin with a slash
          ''               | does not begin with a slash
          {room}           | does not begin with a slash
          /                | has an empty segment
          //chat           | has an empty segment
          /chat/           | has an empty segment
          /chat//{room}    | has an empty segment
          /chat/x{room}    | a parameter is a whole segment, unlike "x{room}"
          /chat/{room}.txt | a parameter is a whole segment, unlike "{room}.txt"
          /chat/{room      | a parameter is a whole segment, unlike "{room"
          /chat/room}      | a parameter is a whole segment, unlike "room}"
          /chat/{}         | its parameter "" is not of A-Z a-z 0-9 _
          /chat/{a b}      | its parameter "a b" is not of A-Z a-z 0-9 _
          /chat/{1st}      | its parameter "1st" is not of A-Z a-z 0-9 _, or begins with a digit
          /chat/{a}{b}     | its parameter "a}{b" is not of A-Z a-z 0-9 _
          /chat/{room:.*}  | its parameter "room:.*" is not of A-Z a-z 0-9 _
          /chat/größe      | its segment "größe" is not of A-Z a-z 0-9 . _ -
          /chat/a%20b      | its segment "a%20b" is not of A-Z a-z 0-9 . _ -
          /chat/*          | its segment "*" is not of A-Z a-z 0-9 . _ -
          /chat;v=1        | its segment "chat;v=1" is not of A-Z a-z 0-9 . _ -
          /chat?x          | its segment "chat?x" is not of A-Z a-z 0-9 . _ -
          /chat/..         | clients and servers resolve its segment ".."
          /./chat          | clients and servers resolve its segment "."
          /{a}/x/{a}       | its parameter {a} occurs twice
          """)
  void anythingElseIsToldWithWhatIsWrong(String template, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RoutePath(template))
        .withMessageStartingWith("\"" + template + "\" is not the path of a route: ")
        .withMessageContaining(why)
        .withMessageEndingWith("; right is one such as \"/chat/{room}\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/groups",
        "/groups/{x}",
        "/api",
        "/api/chat",
        "/fanfare/x",
        "/assets/{x}",
        "/check"
      })
  void whereFanfareIsThereAreNoRoutes(String template) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RoutePath(template))
        .withMessageContaining("and what is below it are Fanfare's own");
  }
}
