package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.transport.http.HttpAdmissionRig.HEARTBEAT;
import static org.fanfare.transport.http.HttpAdmissionRig.KEY;
import static org.fanfare.transport.http.HttpAdmissionRig.OPEN;
import static org.fanfare.transport.http.HttpAdmissionRig.PROXY;
import static org.fanfare.transport.http.HttpAdmissionRig.SPREAD;
import static org.fanfare.transport.http.HttpAdmissionRig.get;
import static org.fanfare.transport.http.HttpAdmissionRig.handshake;
import static org.fanfare.transport.http.HttpAdmissionRig.post;
import static org.fanfare.transport.http.HttpAdmissionRig.stream;

import java.time.Duration;
import java.util.stream.Stream;
import org.fanfare.check.SeenPath;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Start;
import org.fanfare.log.Cursor;
import org.fanfare.log.Position;
import org.fanfare.security.CheckGroups;
import org.fanfare.session.GroupRequest;
import org.fanfare.session.StartPositions;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whether a handshake is one, where reading starts, how long it waits, and whether there is room.
 */
final class HttpAdmissionStartTest {
  private final HttpAdmissionRig rig = new HttpAdmissionRig();

  @Test
  void aHandshakeInOrderIsASocket() {
    FakeRequest blanks =
        handshake("/groups/open.a")
            .without("Sec-WebSocket-Key")
            .with("Sec-WebSocket-Key", " dGhlIHNhbXBsZSBub25jZQ== ");

    assertThat(rig.kind(handshake("/groups/open.a"))).isEqualTo(RequestKind.SOCKET);
    assertThat(rig.kind(blanks)).isEqualTo(RequestKind.SOCKET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "", "13, 8"})
  void anotherVersionOfWebSocketIsRefused(String version) {
    FakeRequest request = handshake("/groups/open.a").without("Sec-WebSocket-Version");
    assertThat(rig.refused(request)).isEqualTo(Status.WEBSOCKET_VERSION);

    request.with("Sec-WebSocket-Version", version);

    assertThat(rig.refused(request)).isEqualTo(Status.WEBSOCKET_VERSION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dGhlIHNhbXBsZSBub25jZQ", // without padding
        "dGhlIHNhbXBsZSBub25jZXM=", // 17 bytes
        "dGhlIHNhbXBsZSBub25j", // 15 bytes
        "dGhlIHNhbXBsZSBub25j!Q==", // no base64
        "dGhlIHNhbXBsZSBub25jZQ==AAAA"
      })
  void aKeyThatIsNotSixteenBytesIsNoHandshake(String key) {
    FakeRequest request = handshake("/groups/open.a").without("Sec-WebSocket-Key");
    assertThat(rig.refused(request)).isEqualTo(Status.INVALID_HANDSHAKE);

    request.with("Sec-WebSocket-Key", key);

    assertThat(rig.refused(request)).isEqualTo(Status.INVALID_HANDSHAKE);
  }

  @Test
  void twoKeysAreNoHandshake() {
    FakeRequest request =
        handshake("/groups/open.a").with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");

    assertThat(rig.refused(request)).isEqualTo(Status.INVALID_HANDSHAKE);
  }

  @Test
  void whoDoesNotSayWhereReadsFromNow() {
    assertThat(rig.read(stream("/groups/open.a")).starts().in(OPEN)).isEqualTo(new Start.Now());
    assertThat(rig.read(stream("/groups/open.a?after=start")).starts().in(OPEN))
        .isEqualTo(new Start.Oldest());
    assertThat(rig.read(stream("/groups/open.a?last=2")).starts().in(OPEN))
        .isEqualTo(new Start.Newest(2));
  }

  @Test
  void theIdOfTheLastEventComesBeforeAnyParameterAndOnlyAStreamHasOne() {
    Position first = rig.memory.publish(OPEN, "1").position();
    Position second = rig.memory.publish(OPEN, "2").position();
    String target = "/groups/open.a?last=7&after=" + Cursor.of(OPEN, first).text();
    String id = Cursor.of(OPEN, second).text();

    assertThat(rig.read(stream(target).with("Last-Event-ID", id)).starts().in(OPEN))
        .isEqualTo(new Start.After(second));
    assertThat(rig.read(stream(target).with("Last-Event-ID", "")).starts().in(OPEN))
        .isEqualTo(new Start.After(first));
    assertThat(rig.read(get(target).with("Last-Event-ID", id)).starts().in(OPEN))
        .isEqualTo(new Start.After(first));
  }

  @Test
  void theIdOfTheLastEventMayStandInTheQueryAndTheHeaderCountsFirst() {
    Position first = rig.memory.publish(OPEN, "1").position();
    Position second = rig.memory.publish(OPEN, "2").position();
    Position third = rig.memory.publish(OPEN, "3").position();
    String target = "/groups/open.a?last=7&after=" + Cursor.of(OPEN, first).text();
    String resumed = target + "&lastEventId=" + Cursor.of(OPEN, second).text();
    String header = Cursor.of(OPEN, third).text();

    assertThat(rig.read(stream(resumed)).starts().in(OPEN)).isEqualTo(new Start.After(second));
    assertThat(rig.read(stream(resumed).with("Last-Event-ID", header)).starts().in(OPEN))
        .isEqualTo(new Start.After(third));
    assertThat(rig.read(stream(resumed).with("Last-Event-ID", "")).starts().in(OPEN))
        .isEqualTo(new Start.After(second));
    assertThat(rig.read(stream(target + "&lastEventId=")).starts().in(OPEN))
        .isEqualTo(new Start.After(first));
    assertThat(rig.read(get(resumed)).starts().in(OPEN)).isEqualTo(new Start.After(first));
  }

  @Test
  void anIdThatIsNoCursorIsRefused() {
    assertThat(rig.refused(stream("/groups/open.a").with("Last-Event-ID", "x!")))
        .isEqualTo(Status.INVALID_CURSOR);
    assertThat(rig.refused(stream("/groups/open.a?lastEventId=x!")))
        .isEqualTo(Status.INVALID_CURSOR);
  }

  @Test
  void whatIsPublishedAfterTheHandshakeIsNotMissed() {
    Position head = rig.memory.publish(OPEN, "before").position();

    GroupRequest.Read read = rig.read(handshake("/groups/open.a"));
    StartPositions settled = LayerRig.answer(rig.admission.settled(read));
    rig.memory.publish(OPEN, "after");

    assertThat(settled.in(OPEN)).isEqualTo(new Start.After(head));
    assertThat(rig.memory.layer().statistics().readers()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0.5,500", "20,20000", "0.0019,1", "25.001,25000", "999999999,25000"})
  void aPollWaitsAsLongAsItAsksButNotLongerThanAHeartbeat(String asked, long millis) {
    assertThat(rig.read(get("/groups/open.a?wait=" + asked)).waiting())
        .isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void aPollThatDoesNotSayHowLongWaitsForAHeartbeat() {
    assertThat(rig.read(get("/groups/open.a")).waiting()).isEqualTo(HEARTBEAT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1e3", ".5", "5.", "5s", "1234567890", "%2B5"})
  void aWaitThatIsNoNumberOfSecondsIsRefused(String asked) {
    assertThat(rig.refused(get("/groups/open.a?wait=" + asked)))
        .isEqualTo(Status.INVALID_PARAMETER);
  }

  @Test
  void otherFacesDoNotWait() {
    assertThat(rig.read(stream("/groups/open.a?wait=5")).waiting()).isZero();
    assertThat(rig.read(handshake("/groups/open.a?wait=x")).waiting()).isZero();
  }

  @Test
  void aCheckMayAskForALongerSilenceOnAnyFace() {
    assertThat(rig.read(stream("/groups/fanfare.check.a?wait=60")).waiting()).hasSeconds(60);
    assertThat(rig.read(handshake("/groups/fanfare.check.a?wait=60")).waiting()).hasSeconds(60);
    assertThat(rig.read(get("/groups/fanfare.check.a?wait=600")).waiting())
        .isEqualTo(CheckGroups.MOST_SILENCE);
    assertThat(rig.read(stream("/groups/fanfare.check.a")).waiting()).isZero();
    assertThat(rig.read(get("/groups/fanfare.check.a")).waiting()).isEqualTo(HEARTBEAT);
  }

  @Test
  void aCheckTogetherWithAnotherGroupIsNone() {
    assertThat(rig.read(stream("/groups/fanfare.check.a,open.a?wait=60")).waiting()).isZero();
    assertThat(rig.read(get("/groups/fanfare.check.a,open.a?wait=60")).waiting())
        .isEqualTo(HEARTBEAT);
  }

  static Stream<FakeRequest> whatStays() {
    return Stream.of(get("/groups/open.a"), stream("/groups/open.a"), handshake("/groups/open.a"));
  }

  @ParameterizedTest
  @MethodSource("whatStays")
  void whoWouldStayIsRefusedWhereThereIsNoRoom(FakeRequest request) {
    rig.fill();

    assertThat(rig.refused(request)).isEqualTo(Status.TOO_MANY_CONNECTIONS);
  }

  @ParameterizedTest
  @MethodSource("whatStays")
  void whenOneHasGoneThereIsRoomAgain(FakeRequest request) {
    rig.fill().gone();

    assertThat(rig.admit(request).groups()).containsExactly(OPEN);
  }

  @ParameterizedTest
  @MethodSource("whatStays")
  void whoWouldStayIsRefusedWhenTheNodeStops(FakeRequest request) {
    rig.connections.stop();

    assertThat(rig.refused(request)).isEqualTo(Status.STOPPING);
  }

  @Test
  void whoDoesNotStayNeedsNoRoom() {
    rig.fill();

    assertThat(rig.kind(get("/groups/open.a").with("Accept", "text/html")))
        .isEqualTo(RequestKind.PAGE);
    assertThat(rig.kind(new FakeRequest("HEAD", "/groups/open.a"))).isEqualTo(RequestKind.POLL);
    assertThat(rig.kind(post("/groups/open.a"))).isEqualTo(RequestKind.MESSAGE);
  }

  @Test
  void clientsAreToldToComeBackAtDifferentTimes() {
    var delays = Stream.generate(rig.admission::retry).limit(100).toList();

    assertThat(delays).allMatch(delay -> delay >= 1000 && delay <= 1000 + SPREAD.toMillis());
    assertThat(delays.stream().distinct().count()).isGreaterThan(50);
  }

  @Test
  void theCheckPageSeesWhatTheServerSees() {
    FakeRequest request =
        get("/check")
            .from(PROXY)
            .with("X-Forwarded-Proto", "https")
            .with("X-Forwarded-For", "198.51.100.9");

    SeenPath path = rig.admission.check(request.request());

    assertThat(path.origin()).isEqualTo("https://board.example");
    assertThat(path.outside().clientAddress()).isEqualTo("198.51.100.9");
    assertThat(path.peer()).isEqualTo(PROXY);
    assertThat(path.trusted()).isTrue();
    assertThat(path.headers()).containsExactly("X-Forwarded-For", "X-Forwarded-Proto");
    assertThat(path.heartbeat()).isEqualTo(HEARTBEAT);
  }

  @Test
  void theCheckPageTellsNothingToPagesOfOtherOrigins() {
    FakeRequest request =
        get("/check").with("Origin", "http://evil.example").with("Authorization", "Bearer " + KEY);

    assertThat(problem(request).status()).isEqualTo(Status.FOREIGN_ORIGIN);
  }

  private Problem problem(FakeRequest request) {
    try {
      throw new AssertionError("it was shown: " + rig.admission.check(request.request()));
    } catch (ProblemException e) {
      return e.problem();
    }
  }
}
