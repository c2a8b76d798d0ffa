package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.transport.http.BodyRig.IDLE;
import static org.fanfare.transport.http.BodyRig.MAX_SIZE;

import java.time.Duration;
import org.fanfare.layer.FailingLayer;
import org.fanfare.publish.PublishRig;
import org.junit.jupiter.api.Test;

/** Each line is published as it arrives, one after the other; the answer says how many were. */
final class LineBodyTest {
  private final BodyRig rig = BodyRig.quick();

  @Test
  void aLineIsPublishedWhenItHasArrived() {
    FakeRequest request = rig.lines("text/plain");

    request.body.arrive("one\ntw");
    assertThat(rig.published()).containsExactly("one");
    request.body.arrive("o\r\n\nthree\n");
    assertThat(rig.published()).containsExactly("one", "two", "three");
    assertThat(request.response.status()).isZero();
    request.body.end();

    assertThat(request.response.status()).isEqualTo(202);
    assertThat(request.response.text()).matches("\\{\"accepted\":3,\"cursor\":\"[^\"]+\"}");
  }

  @Test
  void anUnfinishedLineCountsIfTheBodyEndsProperly() {
    FakeRequest request = rig.lines("text/plain");

    request.body.arrive("one\ntwo");
    request.body.end();

    assertThat(rig.published()).containsExactly("one", "two");
    assertThat(request.response.text()).startsWith("{\"accepted\":2,");
  }

  @Test
  void anUnfinishedLineDoesNotCountIfTheBodyBreaksOff() {
    FakeRequest request = rig.lines("text/plain");

    request.body.arrive("one\ntwo");
    request.body.fail();

    assertThat(rig.published()).containsExactly("one");
    assertThat(request.response.status()).isEqualTo(400);
    assertThat(request.response.text())
        .contains("incomplete")
        .contains("\"accepted\":1,\"cursor\"");
  }

  @Test
  void aBodyOfNothingIsNoMessage() {
    FakeRequest request = rig.lines("text/plain");

    request.body.end();

    assertThat(rig.published()).isEmpty();
    assertThat(request.response.text()).isEqualTo("{\"accepted\":0}");
  }

  @Test
  void linesOfJsonAreCheckedAndOthersAreText() {
    FakeRequest json = rig.lines("application/x-ndjson");
    FakeRequest text = rig.lines("application/octet-stream");

    json.body.arrive("{\"a\":1}\n{\n{\"b\":2}\n");
    text.body.arrive("{\n");

    assertThat(rig.published()).containsExactly("{\"a\":1}", "{");
    assertThat(json.response.status()).isEqualTo(400);
    assertThat(json.response.text()).contains("invalid-json").contains("line 2: ");
    assertThat(text.response.status()).isZero();
  }

  @Test
  void whatComesBeforeABadLineIsPublishedAndTheRestIsNotLookedAt() {
    FakeRequest request = rig.lines("text/plain");

    request.body.arrive("one\n" + "x".repeat(MAX_SIZE + 1) + "\nthree\n");
    request.body.arrive("four\n");

    assertThat(rig.published()).containsExactly("one");
    assertThat(request.response.status()).isEqualTo(413);
    assertThat(request.response.text()).contains("line 2: ").contains("\"accepted\":1,");
    assertThat(request.body.unread()).as("it is thrown away").isZero();
  }

  @Test
  void aBadLineIsToldOnlyWhenThoseBeforeItHaveTheirAnswer() {
    BodyRig late = BodyRig.late();
    FakeRequest request = late.lines("application/x-ndjson");

    request.body.arrive("1\n2\n{\n");
    late.answers.letGo();
    assertThat(request.response.status()).isZero();
    late.answers.letGo();

    assertThat(request.response.text()).contains("line 3: ").contains("\"accepted\":2,");
  }

  @Test
  void aLineIsPublishedWhenTheOneBeforeHasItsAnswerAndNothingIsReadMeanwhile() {
    BodyRig late = BodyRig.late();
    FakeRequest request = late.lines("text/plain");
    request.body.arrive("one\ntwo\n");
    request.body.arrive("three");
    request.body.end();
    assertThat(late.published()).containsExactly("one");

    late.answers.letGo();
    assertThat(late.published()).containsExactly("one", "two");
    assertThat(request.body.unread()).isEqualTo("three".length());
    late.answers.letGo();
    assertThat(late.published()).containsExactly("one", "two", "three");
    assertThat(request.response.status()).isZero();
    late.answers.letGo();

    assertThat(request.response.text()).startsWith("{\"accepted\":3,");
    assertThat(request.response.completions()).isEqualTo(1);
  }

  @Test
  void whereTheLayerFailsTheLineIsNamedAndNoneIsPublishedAfterIt() {
    FakeRequest request = rig.lines("text/plain");
    request.body.arrive("one\n");
    rig.publishing.layer.breakDown(PublishRig.OPEN, FailingLayer.How.BEFORE);

    request.body.arrive("two\nthree\n");
    rig.publishing.layer.mend();
    request.body.arrive("four\n");

    assertThat(rig.published()).containsExactly("one");
    assertThat(request.response.status()).isEqualTo(503);
    assertThat(request.response.text()).contains("line 2: ").contains("\"accepted\":1,");
  }

  @Test
  void theSameLinesWithTheSameKeyArePublishedOnce() {
    for (int i = 0; i < 2; i++) {
      FakeRequest request =
          rig.read(
              BodyRig.request("text/plain").with("Idempotency-Key", "k"),
              RequestKind.LINES,
              PublishRig.OPEN);
      request.body.arrive("one\n\none\n");
      request.body.end();
      assertThat(request.response.text()).startsWith("{\"accepted\":2,");
    }

    assertThat(rig.published()).containsExactly("one", "one");
  }

  @Test
  void silenceEndsTheBodyAndEachLineBreaksIt() {
    FakeRequest request = rig.lines("text/plain");
    rig.pass(IDLE);
    request.body.arrive("one\n");
    rig.pass(IDLE);
    assertThat(request.response.status()).isZero();

    rig.pass(Duration.ofNanos(1));

    assertThat(request.response.status()).isEqualTo(408);
    assertThat(request.response.text()).contains("\"accepted\":1,");
    assertThat(rig.face.count()).isZero();
  }

  @Test
  void aLineThatHasBegunIsWholeInTimeHoweverOftenAPieceOfItComes() {
    FakeRequest request = rig.lines("text/plain");
    request.body.arrive("one\ntw");
    rig.pass(BodyRig.TIMEOUT);
    request.body.arrive("o");
    assertThat(request.response.status()).isZero();

    rig.pass(Duration.ofNanos(1));

    assertThat(request.response.status()).isEqualTo(408);
    assertThat(request.response.text()).contains("\"accepted\":1,");
    assertThat(rig.begun.used()).isZero();
  }
}
