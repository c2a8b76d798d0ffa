package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a path leads, as it is written and as the container maps it. */
class RequestPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/groups/a",
        "/groups/a,b",
        "/groups/%61%2Cb",
        "/groups/",
        "/groups",
        "/groups/a/b"
      })
  void aPathWrittenPlainlyIsTheGroups(String path) {
    assertThat(place(path, path)).isEqualTo(RequestPath.GROUPS);
  }

  @ParameterizedTest
  @CsvSource({
    "/%67roups/a, /groups/a",
    "/groups;v=1/a, /groups/a",
    "/groups;v=1/a, /groups",
    "//groups/a, /groups/a",
    "/./groups/a, /groups/a",
    "/x/../groups/a, /groups/a",
    "/x/%2e%2e/groups/a, /groups/a",
    "/groups%2Fa, /groups/a",
    "/groups;v=1, /groups",
  })
  void aPathThatTheContainerMapsToTheGroupsInSpiteOfItsSpellingIsNotTheGroups(
      String written, String mapped) {
    assertThat(place(written, mapped)).isEqualTo(RequestPath.GROUPS_MISSPELT);
  }

  @Test
  void whereAPageLogsInIsOursInTheWarAndTheApplicationsInAnother() {
    HttpServletRequest session = new FakeRequest("POST", "/session").request();

    assertThat(RequestPath.of(session, false)).isEqualTo(RequestPath.SESSION);
    assertThat(RequestPath.of(session, true)).isEqualTo(RequestPath.ELSEWHERE);
    assertThat(place("/session/x", "/session/x")).isEqualTo(RequestPath.ELSEWHERE);
  }

  @Test
  void theContextIsReadAsTheClientWroteIt() {
    assertThat(
            RequestPath.of(
                new FakeRequest("GET", ";v=1/groups/a").mappedTo("/groups/a").request(), false))
        .isEqualTo(RequestPath.GROUPS_MISSPELT);
  }

  @ParameterizedTest
  @CsvSource({
    "/groupsies/a, /groupsies/a",
    "/rest/index.html, /rest/index.html",
    "/assetsies/a, /assetsies/a",
    "/checks, /checks",
    "/Groups/a, /Groups/a",
    "/%2567roups/a, /%67roups/a",
  })
  void anyOtherPathLeadsElsewhere(String written, String mapped) {
    assertThat(place(written, mapped)).isEqualTo(RequestPath.ELSEWHERE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/check",
        "/assets/fanfare.js",
        "/fanfare/fanfare.js",
        "/api/metrics",
        "/api/groups/a"
      })
  void pagesScriptsAndNumbersAreOurs(String path) {
    assertThat(place(path, path)).isEqualTo(RequestPath.OURS);
  }

  @Test
  void whatTheFirstStartBringsIsOfTheWarAlone() {
    assertThat(place("/demo/chat/lobby", "/demo/chat/lobby")).isEqualTo(RequestPath.DEMO);
    assertThat(place("/demo/chat.js", "/demo/chat.js")).isEqualTo(RequestPath.DEMO);
    assertThat(place("/demos/a", "/demos/a")).isEqualTo(RequestPath.ELSEWHERE);
    assertThat(guest("/demo/chat/lobby", "/demo/chat/lobby")).isEqualTo(RequestPath.ELSEWHERE);
  }

  /** Such a path has no name of a group in it, and is refused for that. */
  @Test
  void aPathThatIsTheGroupsAsItIsWrittenIsJudgedByTheirRulesWhereverItLeads() {
    assertThat(place("/groups/../index.html", "/index.html")).isEqualTo(RequestPath.GROUPS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/index.html",
        "/check",
        "/api",
        "/api/metrics",
        "/assets/fanfare.js",
        "/fanfares/a"
      })
  void inAnApplicationOfAnothersItsPagesAreItsOwn(String path) {
    assertThat(guest(path, path)).isEqualTo(RequestPath.ELSEWHERE);
  }

  @Test
  void inAnApplicationOfAnothersOnePathIsOurs() {
    assertThat(guest("/fanfare/fanfare.js", "/fanfare/fanfare.js")).isEqualTo(RequestPath.OURS);
    assertThat(guest("/fanfare", "/fanfare")).isEqualTo(RequestPath.OURS);
    assertThat(guest("/groups/a", "/groups/a")).isEqualTo(RequestPath.GROUPS);
    assertThat(guest("/%67roups/a", "/groups/a")).isEqualTo(RequestPath.GROUPS_MISSPELT);
  }

  private static RequestPath place(String written, String mapped) {
    return RequestPath.of(new FakeRequest("GET", written).mappedTo(mapped).request(), false);
  }

  private static RequestPath guest(String written, String mapped) {
    return RequestPath.of(new FakeRequest("GET", written).mappedTo(mapped).request(), true);
  }
}
