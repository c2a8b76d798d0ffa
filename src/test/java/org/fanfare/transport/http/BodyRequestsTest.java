package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.transport.http.BodyRig.AT_ONCE;
import static org.fanfare.transport.http.BodyRig.MAX_SIZE;
import static org.fanfare.transport.http.BodyRig.TIMEOUT;

import java.time.Duration;
import org.fanfare.publish.PublishRig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bodies are read, how many at once, and for how long. */
final class BodyRequestsTest {
  private final BodyRig rig = BodyRig.quick();

  private FakeRequest publish(FakeRequest request) {
    return rig.read(request, RequestKind.MESSAGE, PublishRig.OPEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "\u00e9", "a key of more than 128 characters"})
  void aKeyThatIsNoneIsRefusedBeforeAnythingIsRead(String key) {
    String sent = key.startsWith("a key") ? "k".repeat(129) : key;

    FakeRequest request = publish(BodyRig.request("text/plain").with("Idempotency-Key", sent));

    assertThat(request.response.status()).isEqualTo(400);
    assertThat(request.response.text()).contains("urn:fanfare:invalid-key");
    assertThat(rig.face.count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "text/plain; charset=iso-8859-1"})
  void aTypeThatCannotBePublishedIsRefusedBeforeAnythingIsRead(String type) {
    assertThat(rig.post(type).response.status()).isEqualTo(415);
    assertThat(rig.lines(type).response.status()).isEqualTo(415);
    assertThat(rig.face.count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"br", "zstd", "deflate", "compress", "gzip, gzip", "gzip, br", "br, gzip", "no"})
  void aBodyInACodingThatIsNotUndoneIsRefusedBeforeAnythingIsRead(String coding) {
    for (RequestKind kind : new RequestKind[] {RequestKind.MESSAGE, RequestKind.LINES}) {
      FakeRequest request =
          rig.read(
              BodyRig.request("text/plain").with("Content-Encoding", coding),
              kind,
              PublishRig.OPEN);

      assertThat(request.response.status()).isEqualTo(415);
      assertThat(request.response.text()).contains("urn:fanfare:unsupported-encoding");
      assertThat(request.response.header("Accept-Encoding")).isEqualTo("gzip");
    }
    assertThat(rig.face.count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "Identity", "", " , identity"})
  void aBodyInNoCodingIsPublished(String coding) {
    FakeRequest request = publish(BodyRig.request("text/plain").with("Content-Encoding", coding));

    request.body.end();

    assertThat(request.response.status()).isEqualTo(202);
  }

  @Test
  void anotherRefusalOfATypeSaysNothingOfCodings() {
    assertThat(rig.post("nothing").response.header("Accept-Encoding")).isNull();
  }

  @Test
  void aBodyThatIsSaidToBeTooLargeIsRefusedBeforeAnythingIsRead() {
    FakeRequest request =
        publish(BodyRig.request("text/plain").with("Content-Length", "" + (MAX_SIZE + 1)));

    assertThat(request.response.status()).isEqualTo(413);
    assertThat(request.response.header("Connection")).isEqualTo("close");
    assertThat(rig.face.count()).isZero();
  }

  @Test
  void aRefusedBodyIsReadToItsEndSinceItsClientMayReadNothingBefore() {
    FakeRequest request =
        publish(BodyRig.request("text/plain").with("Content-Length", "" + 10 * MAX_SIZE));
    assertThat(request.response.status()).isEqualTo(413);
    assertThat(rig.face.refusedCount()).isEqualTo(1);

    for (int i = 0; i < 10; i++) {
      assertThat(request.response.completions()).isZero();
      request.body.arrive("x".repeat(MAX_SIZE));
    }

    assertThat(request.body.unread()).isZero();
    assertThat(request.response.completions()).isEqualTo(1);
    assertThat(rig.face.refusedCount()).isZero();
  }

  @Test
  void aRefusedBodyThatDoesNotEndIsGivenUpInTime() {
    FakeRequest plain = rig.post("nothing", "Transfer-Encoding", "chunked");
    FakeRequest lines = rig.lines("application/x-ndjson");
    lines.body.arrive("nothing\n");
    lines.body.arrive("more");
    assertThat(lines.response.status()).isEqualTo(400);

    rig.pass(TIMEOUT.dividedBy(10));
    assertThat(lines.response.completions()).isZero();
    rig.pass(Duration.ofNanos(1));
    assertThat(lines.response.completions()).isEqualTo(1);
    assertThat(plain.response.completions()).isZero();
    rig.pass(TIMEOUT);

    assertThat(plain.response.completions()).isEqualTo(1);
    assertThat(rig.face.refusedCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "Via"})
  void throughAProxyARefusalWaitsForTheEndOfTheBody(String header) {
    FakeRequest early =
        publish(BodyRig.request("nothing").with("Content-Length", "2").with(header, "for=a"));
    FakeRequest midway = publish(BodyRig.request("text/plain").with(header, "for=a"));
    midway.body.arrive("x".repeat(MAX_SIZE + 1));
    early.body.arrive("x");
    assertThat(early.response.status() + midway.response.status()).isZero();
    assertThat(rig.face.count()).as("nobody waits for its place").isZero();

    early.body.arrive("x");
    midway.body.end();

    assertThat(early.response.status()).isEqualTo(415);
    assertThat(midway.response.status()).isEqualTo(413);
    assertThat(early.response.completions() + midway.response.completions()).isEqualTo(2);
  }

  @Test
  void throughAProxyARefusalDoesNotWaitForEver() {
    FakeRequest request =
        publish(BodyRig.request("nothing").with("Content-Length", "2").with("Via", "1.1 a"));

    rig.pass(TIMEOUT);
    assertThat(request.response.status()).isZero();
    rig.pass(Duration.ofNanos(1));

    assertThat(request.response.status()).isEqualTo(415);
    assertThat(request.response.completions()).isEqualTo(1);
    assertThat(rig.face.refusedCount()).isZero();
  }

  @Test
  void aRefusedBodyWhoseClientIsGoneIsNotWaitedFor() {
    FakeRequest request = rig.post("nothing", "Transfer-Encoding", "chunked");
    assertThat(rig.face.refusedCount()).isEqualTo(1);

    request.response.stream.breakDown();

    assertThat(request.response.completions()).isEqualTo(1);
    assertThat(rig.face.refusedCount()).isZero();
  }

  @Test
  void soMuchOfARefusedBodyIsReadAndNoMore() {
    FakeRequest request = rig.post("nothing", "Transfer-Encoding", "chunked");
    byte[] mebibyte = new byte[1024 * 1024];

    for (int i = 0; i < 64; i++) {
      request.body.arrive(mebibyte);
    }
    assertThat(request.response.completions()).isZero();
    request.body.arrive(new byte[1]);

    assertThat(request.response.completions()).isEqualTo(1);
    assertThat(rig.face.refusedCount()).isZero();
  }

  @Test
  void soManyRefusedBodiesAreReadAndTheOthersAreNot() {
    for (int i = 0; i < AT_ONCE; i++) {
      rig.post("nothing", "Transfer-Encoding", "chunked");
    }

    FakeRequest oneMore = rig.post("nothing", "Transfer-Encoding", "chunked");

    assertThat(oneMore.response.status()).isEqualTo(415);
    assertThat(rig.face.refusedCount()).isEqualTo(AT_ONCE);
    assertThat(rig.face.count()).as("they take nobody's place").isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Length, 0, HTTP/1.1, any, 0",
    "Content-Length, 1, HTTP/1.1, any, 1",
    "Content-Length, 1, HTTP/2.0, any, 1",
    "Transfer-Encoding, chunked, HTTP/1.1, any, 1",
    "X-No, length, HTTP/1.1, any, 0",
    "X-No, length, HTTP/2.0, any, 1",
    "Expect, 100-continue, HTTP/2.0, any, 0",
    "Transfer-Encoding, chunked, HTTP/1.1, Payara Micro, 1",
  })
  void aRefusedBodyIsReadIfItComes(
      String header, String value, String version, String server, int read) {
    publish(BodyRig.request("nothing").with(header, value).over(version).at(server));

    assertThat(rig.face.refusedCount()).isEqualTo(read);
  }

  @Test
  void aRefusedBodyWhoseEndTheServerDoesNotFindIsNotRead() {
    publish(
        BodyRig.request("nothing")
            .with("Transfer-Encoding", "chunked")
            .with("Upgrade", "h2c")
            .at("Payara Micro"));

    assertThat(rig.face.refusedCount()).isZero();
  }

  @Test
  void aConnectionThatOthersShareIsNotClosed() {
    FakeRequest request =
        publish(
            BodyRig.request("text/plain")
                .with("Content-Length", "" + (MAX_SIZE + 1))
                .over("HTTP/2.0"));

    assertThat(request.response.status()).isEqualTo(413);
    assertThat(request.response.header("Connection")).isNull();
  }

  @Test
  void whenTheNodeStopsNoRefusedBodyIsWaitedFor() {
    FakeRequest request = rig.post("nothing", "Transfer-Encoding", "chunked");

    rig.face.stop();

    assertThat(request.response.completions()).isEqualTo(1);
  }

  @Test
  void aBodyIsCompleteWhenTheAnnouncedLengthHasCome() {
    FakeRequest request =
        publish(BodyRig.request("text/plain").with("Content-Length", "" + MAX_SIZE));

    request.body.arrive("x".repeat(MAX_SIZE));

    assertThat(request.response.status()).isEqualTo(202);
  }

  @Test
  void aBodyOfNoBytesHasEndedThoughTheServerNeverTells() {
    FakeRequest told = publish(BodyRig.request("text/plain").with("Content-Length", "0"));
    FakeRequest untold =
        publish(BodyRig.request("text/plain").with("Content-Length", "0").at("Payara Micro"));

    assertThat(told.response.status()).as("until the container tells").isZero();
    assertThat(untold.response.status()).isEqualTo(202);
  }

  @Test
  void onlyItsLinesAreBoundedOfABodyOfLines() {
    FakeRequest request =
        rig.read(
            BodyRig.request("text/plain").with("Content-Length", "" + 10 * MAX_SIZE),
            RequestKind.LINES,
            PublishRig.OPEN);

    request.body.arrive(("x".repeat(MAX_SIZE - 1) + "\n").repeat(10));

    assertThat(request.response.status()).isEqualTo(202);
    assertThat(rig.published()).hasSize(10);
  }

  @Test
  void soManyAreReadAtOnceAndNoMoreUntilOneIsAnswered() {
    FakeRequest first = rig.post("text/plain");
    rig.lines("text/plain");
    assertThat(rig.face.count()).isEqualTo(AT_ONCE);

    FakeRequest refused = rig.post("text/plain");
    first.body.end();
    FakeRequest taken = rig.post("text/plain");

    assertThat(refused.response.status()).isEqualTo(503);
    assertThat(refused.response.header("Retry-After")).isEqualTo("1");
    assertThat(refused.response.text()).contains("urn:fanfare:too-many-connections");
    assertThat(taken.response.status()).isZero();
    assertThat(rig.face.count()).isEqualTo(AT_ONCE);
  }

  @Test
  void aBodyWhoseClientIsGoneMakesRoom() {
    FakeRequest request = rig.post("text/plain");

    request.response.stream.breakDown();

    assertThat(rig.face.count()).isZero();
  }

  @Test
  void aBodyMustBeCompleteInTimeHoweverItTrickles() {
    FakeRequest request = rig.post("text/plain");
    request.body.arrive("a");
    rig.pass(TIMEOUT.dividedBy(2));
    FakeRequest later = rig.post("text/plain");
    request.body.arrive("b");
    rig.pass(TIMEOUT.dividedBy(2));
    assertThat(request.response.status()).isZero();

    rig.pass(Duration.ofNanos(1));
    request.body.end();

    assertThat(request.response.status()).isEqualTo(408);
    assertThat(request.response.text()).contains("urn:fanfare:timeout");
    assertThat(later.response.status()).isZero();
    assertThat(rig.face.count()).isEqualTo(1);
    assertThat(rig.published()).isEmpty();
  }

  @Test
  void whenTheNodeStopsEachBodyIsAnswered() {
    FakeRequest whole = rig.post("text/plain");
    FakeRequest lines = rig.lines("text/plain");
    lines.body.arrive("one\ntwo");

    rig.face.stop();

    assertThat(whole.response.status()).isEqualTo(503);
    assertThat(whole.response.text()).contains("urn:fanfare:stopping");
    assertThat(lines.response.status()).isEqualTo(503);
    assertThat(lines.response.text()).contains("\"accepted\":1,\"cursor\"");
    assertThat(rig.published()).containsExactly("one");
    assertThat(rig.face.count()).isZero();
  }
}
