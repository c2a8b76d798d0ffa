package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.transport.http.BodyRig.MAX_SIZE;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.fanfare.layer.FailingLayer;
import org.fanfare.publish.PublishRig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole body is one message; its answer says where it is, or why it is nowhere. */
final class PlainBodyTest {
  private final BodyRig rig = BodyRig.quick();

  @Test
  void whatComesInPiecesIsOneMessage() {
    FakeRequest request = rig.post("text/plain");

    request.body.arrive("one\n");
    request.body.arrive("two");
    assertThat(rig.published()).isEmpty();
    request.body.end();

    assertThat(rig.published()).containsExactly("one\ntwo");
    assertThat(request.response.status()).isEqualTo(202);
    assertThat(request.response.header("Content-Type")).isEqualTo("application/json");
    assertThat(request.response.text())
        .startsWith("{\"cursor\":\"")
        .endsWith("\"offsets\":{\"open.a\":1}}");
  }

  @Test
  void aBodyOfNothingIsAMessageToo() {
    FakeRequest request = rig.post("text/plain");

    request.body.end();

    assertThat(rig.published()).containsExactly("");
    assertThat(request.response.status()).isEqualTo(202);
  }

  @Test
  void aBodyMayBeAsLargeAsTheBoundAndNoLarger() {
    FakeRequest fits = rig.post("text/plain");
    fits.body.arrive("x".repeat(MAX_SIZE - 1));
    fits.body.arrive("x");
    fits.body.end();
    FakeRequest larger = rig.post("text/plain");

    larger.body.arrive("x".repeat(MAX_SIZE));
    assertThat(larger.response.status()).isZero();
    larger.body.arrive("x");
    larger.body.arrive("y");

    assertThat(fits.response.status()).isEqualTo(202);
    assertThat(larger.response.status()).isEqualTo(413);
    assertThat(larger.response.header("Connection")).isEqualTo("close");
    assertThat(larger.response.completions()).as("until its client has sent all").isZero();
    assertThat(rig.published()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"application/json, {, invalid-json", "text/plain, \u00ff, invalid-text"})
  void whatIsNoMessageIsRefused(String type, String content, String problem) {
    FakeRequest request = rig.post(type);

    request.body.arrive(content.getBytes(StandardCharsets.ISO_8859_1));
    request.body.end();

    assertThat(request.response.status()).isEqualTo(400);
    assertThat(request.response.text()).contains("urn:fanfare:" + problem);
    assertThat(rig.published()).isEmpty();
  }

  @Test
  void whatBreaksOffIsNotPublished() {
    FakeRequest request = rig.post("text/plain");

    request.body.arrive("one");
    request.body.fail();

    assertThat(request.response.status()).isEqualTo(400);
    assertThat(rig.published()).isEmpty();
  }

  @Test
  void aRepeatOfTheKeyIsToldThatItIsOne() {
    FakeRequest first =
        rig.read(
            BodyRig.request("text/plain").with("Idempotency-Key", "k"),
            RequestKind.MESSAGE,
            PublishRig.OPEN);
    first.body.arrive("one");
    first.body.end();
    FakeRequest second =
        rig.read(
            BodyRig.request("text/plain").with("Idempotency-Key", "k"),
            RequestKind.MESSAGE,
            PublishRig.OPEN);

    second.body.arrive("one");
    second.body.end();

    assertThat(first.response.header("Idempotency-Replayed")).isNull();
    assertThat(second.response.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(second.response.text()).isEqualTo(first.response.text());
    assertThat(rig.published()).containsExactly("one");
  }

  @Test
  void whatTheLayerDoesNotTakeIsToldWithWhatItDidTake() {
    rig.publishing.layer.breakDown(PublishRig.OPEN_TOO, FailingLayer.How.BEFORE);
    FakeRequest request =
        rig.read(
            BodyRig.request("text/plain"),
            RequestKind.MESSAGE,
            PublishRig.OPEN,
            PublishRig.OPEN_TOO);

    request.body.end();

    assertThat(request.response.status()).isEqualTo(503);
    assertThat(request.response.header("Retry-After")).isEqualTo("1");
    assertThat(request.response.text()).contains("partly-published").contains("\"open.b\"");
  }

  @Test
  void theAnswerWaitsForTheLayerAndIsNotLateMeanwhile() {
    BodyRig late = BodyRig.late();
    FakeRequest request = late.post("text/plain");
    request.body.arrive("one");
    request.body.end();

    late.pass(BodyRig.TIMEOUT.plus(Duration.ofDays(1)));
    assertThat(request.response.status()).isZero();
    assertThat(late.face.count()).isEqualTo(1);
    late.answers.letGo();

    assertThat(request.response.status()).isEqualTo(202);
    assertThat(late.face.count()).isZero();
    assertThat(late.published()).containsExactly("one");
  }
}
