package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.layer.FailingLayer;
import org.fanfare.publish.PublishRig;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;

/** With {@code bad=skip} a bad line is left out and reported, and the others are published. */
@Law(4)
final class BadLinesTest {
  private static final Pattern BAD =
      Pattern.compile("\\{\"line\":(\\d+),\"problem\":\\{\"type\":\"urn:fanfare:([a-z0-9-]+)\",");

  private final BodyRig rig = BodyRig.quick();

  private FakeRequest begin(String query) {
    FakeRequest request =
        new FakeRequest("POST", "/groups/open.a?" + query)
            .with("Content-Type", "application/x-ndjson");
    return rig.read(request, RequestKind.LINES, PublishRig.OPEN);
  }

  private FakeRequest lines(String query, String lines) {
    FakeRequest request = begin(query);
    request.body.arrive(lines);
    request.body.end();
    return request;
  }

  /** The numbers of the lines that the answer tells of, each with the word of its problem. */
  private static List<String> bad(FakeRequest request) {
    return BAD.matcher(request.response.text())
        .results()
        .map(one -> one.group(1) + " " + one.group(2))
        .toList();
  }

  @Test
  void eachKindOfBadLineIsToldWithItsNumberAndWhy() {
    FakeRequest request = begin("key=id&bad=skip");
    request.body.arrive("{\"id\":1}\n{\n\n" + "x".repeat(BodyRig.MAX_SIZE + 1) + "\n{\"id\":\"");
    request.body.arrive(new byte[] {(byte) 0xc3, '"', '}', '\n'});
    request.body.arrive("{\"n\":1}\n{\"id\":1,\"n\":2}\n{\"id\":2}\nnull");
    request.body.end();

    assertThat(request.response.status()).isEqualTo(202);
    assertThat(request.response.text()).startsWith("{\"accepted\":2,");
    assertThat(request.response.text()).contains(",\"skipped\":6,");
    assertThat(bad(request))
        .containsExactly(
            "2 invalid-json",
            "4 too-large",
            "5 invalid-text",
            "6 invalid-key",
            "7 key-reused",
            "9 invalid-key");
    assertThat(rig.published()).containsExactly("{\"id\":1}", "{\"id\":2}");
  }

  @Test
  void withoutABadLineTheAnswerSaysSo() {
    FakeRequest request = lines("bad=skip", "1\n2\n");

    assertThat(request.response.text())
        .matches("\\{\"accepted\":2,\"cursor\":\"[^\"]+\",\"skipped\":0,\"bad\":\\[]}");
  }

  @Test
  void nothingButBadLinesIsAcceptedTooWithNothing() {
    FakeRequest request = lines("bad=skip", "{\n");

    assertThat(request.response.status()).isEqualTo(202);
    assertThat(request.response.text()).startsWith("{\"accepted\":0,\"skipped\":1,\"bad\":[{");
  }

  @Test
  @Law(6)
  void allAreCountedAndTheFirstAreTold() {
    FakeRequest request = lines("bad=skip", "{\n".repeat(1_000));

    assertThat(request.response.text()).contains(",\"skipped\":1000,");
    assertThat(bad(request))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 20).mapToObj(i -> i + " invalid-json").toList());
  }

  @Test
  void whoLooksAfterTheNodeIsToldOfThemToo() {
    lines("bad=skip", "{\n1\n{\n");

    assertThat(rig.publishing.refusals.of(Status.INVALID_JSON)).isEqualTo(2);
  }

  @Test
  void aLineThatIsMuchTooLargeEndsTheStreamEvenSo() {
    FakeRequest request = begin("bad=skip");
    request.body.arrive("1\n");
    for (int i = 0; i <= LineSplitter.MOST_PASSED; i++) {
      request.body.arrive("x".repeat(BodyRig.MAX_SIZE));
    }

    assertThat(request.response.status()).isEqualTo(413);
    assertThat(request.response.text())
        .contains("line 2: ")
        .contains("\"accepted\":1,")
        .contains("\"skipped\":1,");
    assertThat(rig.begun.used()).isZero();
  }

  @Test
  void nothingIsHeldOfALineThatIsPassedOver() {
    FakeRequest request = begin("bad=skip");

    request.body.arrive("x".repeat(BodyRig.MAX_SIZE - 1));
    assertThat(rig.begun.used()).isPositive();
    request.body.arrive("xxx");

    assertThat(rig.begun.used()).isZero();
    assertThat(request.response.status()).isZero();
  }

  @Test
  void whatIsNoFaultOfTheLineEndsTheStream() {
    FakeRequest request = begin("bad=skip");
    request.body.arrive("1\n{\n");
    rig.publishing.layer.breakDown(PublishRig.OPEN, FailingLayer.How.BEFORE);

    request.body.arrive("2\n3\n");

    assertThat(request.response.status()).isEqualTo(503);
    assertThat(request.response.text())
        .contains("line 3: ")
        .contains("\"accepted\":1,")
        .contains("\"skipped\":1,\"bad\":[{\"line\":2,");
    assertThat(rig.published()).containsExactly("1");
  }

  @Test
  void aSkippedKeyIsPassedWhenItsAnswerComesLate() {
    BodyRig late = BodyRig.late();
    FakeRequest request =
        new FakeRequest("POST", "/groups/open.a?key=id&bad=skip")
            .with("Content-Type", "application/x-ndjson");
    late.read(request, RequestKind.LINES, PublishRig.OPEN);
    request.body.arrive("{\"id\":1}\n{\"id\":1,\"n\":2}\n{\"id\":3}\n");
    request.body.end();
    for (int i = 0; i < 3; i++) {
      assertThat(request.response.status()).isZero();
      late.answers.letGo();
    }

    assertThat(request.response.text()).startsWith("{\"accepted\":2,");
    assertThat(bad(request)).containsExactly("2 key-reused");
  }
}
