package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fanfare.transport.http.HttpAdmissionRig.FRIEND;
import static org.fanfare.transport.http.HttpAdmissionRig.KEY;
import static org.fanfare.transport.http.HttpAdmissionRig.OPEN;
import static org.fanfare.transport.http.HttpAdmissionRig.OPEN_TOO;
import static org.fanfare.transport.http.HttpAdmissionRig.PROXY;
import static org.fanfare.transport.http.HttpAdmissionRig.get;
import static org.fanfare.transport.http.HttpAdmissionRig.handshake;
import static org.fanfare.transport.http.HttpAdmissionRig.post;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fanfare.message.GroupName;
import org.fanfare.security.Caller;
import org.fanfare.security.Hosts;
import org.fanfare.security.Right;
import org.fanfare.security.Rule;
import org.fanfare.session.GroupRequest;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a request is, which page made it, whom it names, and whether it has the right. Rule P34:
 * {@code ~} is the name of the caller.
 */
final class HttpAdmissionTest {
  private final HttpAdmissionRig rig = new HttpAdmissionRig();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET  |                   | POLL",
        "HEAD |                   | POLL",
        "GET  | text/event-stream | STREAM",
        "GET  | application/json  | POLL",
        "GET  | text/html         | PAGE",
        "HEAD | text/html         | PAGE",
      })
  void whatIsReadIsAsTheClientAccepts(String method, String accept, RequestKind kind) {
    FakeRequest request = new FakeRequest(method, "/groups/open.a");
    if (accept != null) {
      request.with("Accept", accept);
    }

    assertThat(rig.kind(request)).isEqualTo(kind);
  }

  @Test
  void aRequestToSeveralHostsIsRefused() {
    assertThat(rig.refused(get("/groups/open.a").with("Host", "other.example")))
        .isEqualTo(Status.INVALID_HOST);
    assertThat(rig.refused(handshake("/groups/open.a").with("Host", "board.example")))
        .isEqualTo(Status.INVALID_HOST);
    assertThat(rig.admit(get("/groups/open.a").with("Host", "board.example").over("HTTP/2.0")))
        .as("where the authority is one of them")
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Origin", "Sec-Fetch-Site", "Sec-Fetch-Mode", "Accept-Language"})
  void aBrowserThatAsksTheOwnMachineForAnotherNameIsRefused(String header) {
    String own = header.equals("Origin") ? "http://board.example" : "same-origin";
    FakeRequest request = get("/groups/open.a").with(header, own);

    assertThat(rig.admit(request)).as("reached elsewhere").isNotNull();
    assertThat(rig.refused(request.reaching("127.0.0.1"))).isEqualTo(Status.WRONG_HOST);
    assertThat(rig.admit(request.from(PROXY))).as("behind the proxy").isNotNull();
    assertThat(rig.admit(get("/groups/open.a").reaching("127.0.0.1"))).as("no browser").isNotNull();
  }

  @Test
  void whereNamesAreSetABrowserMayUseNoOther() {
    HttpAdmission set = rig.admission(new Hosts(List.of("live.example")));
    FakeRequest request = post("/groups/open.a").with("Origin", "http://board.example");

    assertThatThrownBy(() -> set.admit(request.request(), RequestKind.MESSAGE))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().status()).isEqualTo(Status.WRONG_HOST))
        .hasMessageContaining("fanfare.hosts += \"board.example\"");
    assertThat(set.admit(post("/groups/open.a").request(), RequestKind.MESSAGE)).isNotNull();
  }

  @Test
  void whatNoFaceHasIsNotAcceptable() {
    assertThat(rig.refused(get("/groups/open.a").with("Accept", "image/png")))
        .isEqualTo(Status.NOT_ACCEPTABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET  | websocket      | Upgrade             | SOCKET",
        "GET  | h2c, WebSocket | keep-alive, UPGRADE | SOCKET",
        "GET  | h2c            | Upgrade             | PAGE",
        "GET  | websockets     | Upgrade             | PAGE",
        "GET  | websocket      | keep-alive          | PAGE",
        "HEAD | websocket      | Upgrade             | PAGE",
      })
  void aSocketIsAGetThatUpgradesToIt(
      String method, String upgrade, String connection, RequestKind kind) {
    FakeRequest request =
        new FakeRequest(method, "/groups/open.a")
            .with("Accept", "text/html")
            .with("Upgrade", upgrade)
            .with("Connection", connection);

    assertThat(rig.kind(request)).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.0", "HTTP/0.9", "HTTP/2.0"})
  void onlyHttp11IsUpgraded(String version) {
    assertThat(rig.kind(handshake("/groups/open.a").over(version))).isEqualTo(RequestKind.POLL);
  }

  @ParameterizedTest
  @CsvSource({"HEAD, POLL", "POST, MESSAGE", "PUT, LINES"})
  void aHandshakeWithAnotherMethodIsWhatTheMethodSays(String method, RequestKind kind) {
    FakeRequest request =
        new FakeRequest(method, "/groups/open.a")
            .with("Upgrade", "websocket")
            .with("Connection", "Upgrade");

    assertThat(rig.kind(request)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST |                                   |         | MESSAGE",
        "POST |                                   | ?lines  | LINES",
        "POST | application/octet-stream          | ?lines  | MESSAGE",
        "POST | application/json                  | ?lines  | MESSAGE",
        "POST | text/plain                        |         | MESSAGE",
        "POST | text/plain                        | ?line   | MESSAGE",
        "POST | text/plain; charset=utf-8         | ?lines  | LINES",
        "POST | application/x-www-form-urlencoded | ?lines= | LINES",
        "POST | application/x-ndjson              |         | LINES",
        "PUT  | application/octet-stream          |         | LINES",
        "PUT  |                                   |         | LINES",
      })
  void aBodyIsPublishedWholeOrLineByLine(
      String method, String type, String query, RequestKind kind) {
    FakeRequest request = new FakeRequest(method, "/groups/open.a" + (query == null ? "" : query));
    if (type != null) {
      request.with("Content-Type", type);
    }

    assertThat(rig.kind(request)).isEqualTo(kind);
  }

  @Test
  void aTypeThatIsNoneIsRefusedBeforeTheBodyIsRead() {
    assertThat(rig.refused(post("/groups/open.a").with("Content-Type", "text")))
        .isEqualTo(Status.UNSUPPORTED_TYPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "PATCH", "TRACE", "get"})
  void anotherMethodIsRefused(String method) {
    assertThat(rig.refused(new FakeRequest(method, "/groups/open.a"))).isEqualTo(Status.METHOD);
  }

  @Test
  void pagesOfOurOwnAndOfListedOriginsAreLetIn() {
    rig.admit(get("/groups/open.a").with("Origin", "http://board.example"));
    rig.admit(handshake("/groups/open.a").with("Origin", FRIEND));
    rig.admit(post("/groups/open.a").with("Origin", FRIEND));
  }

  static Stream<FakeRequest> pagesOfOthers() {
    return Stream.of(
        get("/groups/open.a").with("Origin", "http://evil.example"),
        get("/groups/open.a").with("Accept", "text/html").with("Origin", "http://evil.example"),
        handshake("/groups/open.a").with("Origin", "http://evil.example"),
        post("/groups/open.a").with("Origin", "http://evil.example"),
        get("/groups/open.a").with("Origin", "null"),
        get("/groups/open.a").with("Origin", FRIEND).with("Origin", FRIEND),
        get("/groups/open.a").with("Sec-Fetch-Site", "cross-site"));
  }

  @ParameterizedTest
  @MethodSource("pagesOfOthers")
  void pagesOfOtherOriginsGetNothing(FakeRequest request) {
    assertThat(rig.refused(request)).isEqualTo(Status.FOREIGN_ORIGIN);
  }

  @Test
  void aLinkOfAnotherPageLeadsToOurPageAndToNothingElse() {
    FakeRequest request =
        get("/groups/open.a")
            .with("Sec-Fetch-Site", "cross-site")
            .with("Sec-Fetch-Mode", "navigate")
            .with("Sec-Fetch-Dest", "document");
    assertThat(rig.refused(request)).isEqualTo(Status.FOREIGN_ORIGIN);

    request.with("Accept", "text/html");

    assertThat(rig.kind(request)).isEqualTo(RequestKind.PAGE);
  }

  @Test
  void onlyATrustedProxySaysWhereThePageIsServed() {
    FakeRequest request =
        get("/groups/open.a")
            .with("X-Forwarded-Proto", "https")
            .with("X-Forwarded-Host", "outside.example")
            .with("X-Forwarded-For", "198.51.100.9")
            .with("Origin", "https://outside.example");
    assertThat(rig.refused(request)).isEqualTo(Status.FOREIGN_ORIGIN);

    request.from(PROXY);

    assertThat(rig.admit(request).caller().identity()).isEqualTo("address:198.51.100.9");
    assertThat(rig.admit(request).caller().bearer()).isEqualTo("address:198.51.100.9");
  }

  @Test
  void allAddressesOfOneSubscriberAreOneCallerButHaveKeysOfTheirOwn() {
    FakeRequest request =
        get("/groups/open.a").with("X-Forwarded-For", "2001:db8:0:7:1:2:3:4").from(PROXY);

    assertThat(rig.admit(request).caller().bearer()).isEqualTo("address:2001:db8:0:7::/64");
    assertThat(rig.admit(request).caller().identity()).startsWith("address:2001:db8:0:7:1:2:3:4");
  }

  @Test
  void onlyTheOriginOfAListedPageIsToldThatItMayRead() {
    assertThat(rig.admission.listedOrigin(get("/").with("Origin", FRIEND).request()))
        .isEqualTo(FRIEND);
    assertThat(
            rig.admission.listedOrigin(get("/").with("Origin", "http://board.example").request()))
        .isNull();
    assertThat(rig.admission.listedOrigin(get("/").request())).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"open.b,open.a", "open.b%2Copen.a", "open.b,%6Fpen.a"})
  void theGroupsAreThoseOfThePathInTheirOrder(String names) {
    assertThat(rig.admit(get("/groups/" + names)).groups()).containsExactly(OPEN_TOO, OPEN);
    assertThat(rig.admit(post("/groups/" + names)).groups()).containsExactly(OPEN_TOO, OPEN);
  }

  @Test
  void sixteenGroupsAreReadTogetherAndNoMore() {
    assertThat(rig.admit(get("/groups/" + names(16))).groups()).hasSize(16);
    assertThat(rig.refused(get("/groups/" + names(17)))).isEqualTo(Status.INVALID_NAME);
  }

  private static String names(int count) {
    return String.join(",", IntStream.range(0, count).mapToObj(i -> "open." + i).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/groups",
        "/groups/",
        "/groups/open.a,",
        "/groups/open.a,open.a",
        "/groups/open+a",
        "/groups/open.a%20",
        "/groups/open.a/b",
        "/groups/open.a%zz",
        "/else/open.a"
      })
  void aPathThatIsNoListOfNamesIsRefused(String path) {
    assertThat(rig.refused(get(path))).isEqualTo(Status.INVALID_NAME);
  }

  @Test
  void readingAndPublishingAreRightsOfTheirOwn() {
    rig.admit(get("/groups/notices.a"));
    rig.admit(post("/groups/inbox.a"));

    assertThat(rig.refusal(post("/groups/notices.a")).detail()).startsWith("to publish to notices");
    assertThat(rig.refusal(get("/groups/inbox.a")).detail()).startsWith("to read inbox.a:");
    assertThat(rig.refused(handshake("/groups/inbox.a"))).isEqualTo(Status.UNAUTHENTICATED);
    assertThat(rig.refused(new FakeRequest("PUT", "/groups/notices.a")))
        .isEqualTo(Status.UNAUTHENTICATED);
  }

  @Test
  void theRightIsAskedForEveryGroup() {
    assertThat(rig.refused(get("/groups/open.a,unknown.a"))).isEqualTo(Status.REFUSED);
    assertThat(rig.refused(post("/groups/open.a,unknown.a"))).isEqualTo(Status.REFUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"own.~", "own.%7E", "own.anna_40example_2eorg"})
  void aGroupOfOnesOwnIsNamedByATilde(String name) {
    GroupName own = new GroupName("own.anna_40example_2eorg");

    assertThat(rig.admit(get("/groups/open.a," + name).by("anna@example.org")).groups())
        .containsExactly(OPEN, own);
    assertThat(rig.admit(post("/groups/" + name).by("anna@example.org")).groups())
        .containsExactly(own);
    assertThat(rig.admit(handshake("/groups/" + name).by("anna@example.org")).groups())
        .containsExactly(own);
  }

  @Test
  void aGroupOfSomebodyElsesIsRefused() {
    assertThat(rig.refused(get("/groups/own.bob").by("anna"))).isEqualTo(Status.REFUSED);
    assertThat(rig.refused(post("/groups/own.bob").by("anna"))).isEqualTo(Status.REFUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"own.~", "own.anna", "open.a,own.~"})
  void aGuestWhoAsksForAGroupOfOnesOwnIsAskedWhoItIs(String names) {
    assertThat(rig.refused(get("/groups/" + names))).isEqualTo(Status.UNAUTHENTICATED);
    assertThat(rig.refused(post("/groups/" + names))).isEqualTo(Status.UNAUTHENTICATED);
    assertThat(rig.refused(handshake("/groups/" + names))).isEqualTo(Status.UNAUTHENTICATED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Payara Micro #badassfish", "Eclipse GlassFish 7.0.20"})
  void aBodyOfWhichTheServerFindsNoEndIsRefused(String server) {
    FakeRequest endless = post("/groups/open.a").with("Upgrade", "h2c").at(server);

    assertThat(rig.refused(endless)).isEqualTo(Status.INVALID_HANDSHAKE);
    rig.admit(endless.with("Content-Length", "5"));
    rig.admit(post("/groups/open.a").at(server));
    rig.admit(post("/groups/open.a").with("Upgrade", "h2c").at("WildFly 39"));
  }

  @Test
  void whoHasAKeyIsKnownByIt() {
    FakeRequest request = post("/groups/notices.a").with("Authorization", "Bearer " + KEY);

    assertThat(rig.admit(request).caller().identity()).startsWith("key:");
  }

  @Test
  void aKeyMayStandInAHeaderOfItsOwnBesideALogin() {
    FakeRequest request =
        post("/groups/notices.a").with("Authorization", "Basic YTpi").with("X-API-Key", KEY);

    assertThat(rig.admit(request).caller().hasKey()).isTrue();
    assertThat(rig.admit(request).caller().from())
        .isEqualTo("192.0.2.7 with a key without a name")
        .doesNotContain(KEY);
    assertThat(rig.refusal(post("/groups/notices.a").with("X-API-Key", KEY + "x")).detail())
        .contains("what the request shows is not one of fanfare.keys")
        .doesNotContain(KEY);
  }

  @Test
  void aRoleIsLookedUpWhileTheRequestLasts() {
    FakeRequest request = get("/groups/staff.a").by("anna", "editor", "janitor");

    Caller caller = rig.admit(request).caller();
    request.by("somebody else");

    assertThat(caller.identity()).isEqualTo("user:anna");
    assertThat(caller.bearer()).isEqualTo("user:anna");
    assertThat(caller.hasRole("editor")).isTrue();
    assertThat(caller.hasRole("janitor")).as("no rule asks for it").isFalse();
    assertThat(rig.refused(request)).isEqualTo(Status.REFUSED);
  }

  static Stream<Arguments> requestsWithTwoFaults() {
    FakeRequest foreign = get("/groups/a,a").with("Origin", "http://evil.example");
    FakeRequest nameless = handshake("/groups/a,a").without("Sec-WebSocket-Version");
    FakeRequest notAHandshake = handshake("/groups/unknown.a").without("Sec-WebSocket-Version");
    return Stream.of(
        Arguments.of(foreign, Status.FOREIGN_ORIGIN),
        Arguments.of(nameless, Status.INVALID_NAME),
        Arguments.of(notAHandshake, Status.WEBSOCKET_VERSION),
        Arguments.of(get("/groups/unknown.a?after=x!"), Status.REFUSED),
        Arguments.of(get("/groups/open.a?after=x!&wait=x"), Status.INVALID_CURSOR),
        Arguments.of(get("/groups/open.a?wait=x"), Status.INVALID_PARAMETER));
  }

  @ParameterizedTest
  @MethodSource("requestsWithTwoFaults")
  void theFirstFaultIsTheOneThatIsTold(FakeRequest request, Status code) {
    rig.fill(); // the last of all faults

    assertThat(rig.refused(request)).isEqualTo(code);
  }

  @Test
  void whoPublishesReadsNothing() {
    GroupRequest admitted = rig.admit(post("/groups/open.a?last=5&wait=5"));

    assertThat(admitted).isInstanceOf(GroupRequest.Publish.class);
    assertThat(admitted.groups()).containsExactly(new GroupName("open.a"));
  }

  @Test
  void theCheckPageIsOpenToAnyoneWhileSomethingElseIs() {
    assertThat(rig.admission.check(get("/check").request()).origin())
        .isEqualTo("http://board.example");
  }

  @Test
  void aCheckPageThatIsClosedWithEverythingElseSaysWhyAndWhatWouldOpenIt() {
    HttpAdmission admission = closed(Right.Plain.ANYONE);

    assertThatThrownBy(() -> admission.check(get("/check").request()))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(Status.REFUSED))
        .hasMessageContaining(
            "the check page is closed, because no rule opens anything to anyone; set fanfare.check"
                + " to user, role:NAME or key to open it to these");
    assertThatThrownBy(
            () -> {
              FakeRequest request = post("/groups/fanfare.check.x");
              admission.admit(request.request(), admission.kind(request.request()));
            })
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void aCheckPageThatIsSwitchedOffSaysSo() {
    assertThatThrownBy(() -> closed(Right.Plain.NOBODY).check(get("/check").request()))
        .hasMessageContaining("fanfare.check is nobody");
  }

  @Test
  void aCheckPageForAKeyAsksForIt() {
    HttpAdmission admission = closed(Right.Plain.KEY);

    assertThatThrownBy(() -> admission.check(get("/check").request()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().status()).isEqualTo(Status.UNAUTHENTICATED));
    FakeRequest withKey = get("/check").with("Authorization", "Bearer " + KEY);
    assertThat(admission.check(withKey.request()).peer()).isEqualTo("192.0.2.7");
  }

  private HttpAdmission closed(Right check) {
    Rule notices = HttpAdmissionRig.rule("notices.*", Right.Plain.KEY, Right.Plain.KEY);
    return rig.admission(HttpAdmissionRig.rules(check, notices));
  }
}
