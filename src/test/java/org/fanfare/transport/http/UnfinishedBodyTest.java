package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.transport.http.BodyRig.BEGUN_TOTAL;
import static org.fanfare.transport.http.BodyRig.TIMEOUT;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.fanfare.gate.Law;
import org.fanfare.publish.PublishRig;
import org.fanfare.transport.UnfinishedMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is held of bodies, and of their lines, while they are not whole. */
@Law(6)
final class UnfinishedBodyTest {
  private final BodyRig rig = BodyRig.quick();
  private final UnfinishedMessage others = rig.begun.ofSocket(() -> {});

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  private void othersHoldAllThatThereIs() {
    assertThat(others.hold(BEGUN_TOTAL - 256)).isTrue();
  }

  @Test
  void aBodyForWhichThereIsNoPlaceIsToldToComeBackLater() {
    FakeRequest request = rig.post("text/plain");
    othersHoldAllThatThereIs();

    request.body.arrive("begun");

    assertThat(request.response.status()).isEqualTo(503);
    assertThat(request.response.text())
        .contains("urn:fanfare:too-much-begun")
        .contains("fanfare.message.begun-total");
    assertThat(request.response.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(request.response.header("Retry-After")).matches("[0-9]+");
    assertThat(rig.begun.used()).isEqualTo(BEGUN_TOTAL);
    assertThat(rig.face.count()).isZero();
    request.body.arrive(", and goes on");
    request.body.end();
    assertThat(rig.published()).isEmpty();
  }

  @Test
  void aLineForWhichThereIsNoPlaceIsToldWithWhatWasAcceptedBefore() {
    FakeRequest request = rig.lines("text/plain");
    othersHoldAllThatThereIs();

    request.body.arrive("one\ntwo\nthr");
    request.body.arrive("ee\n");

    assertThat(request.response.status()).isEqualTo(503);
    assertThat(request.response.text())
        .contains("urn:fanfare:too-much-begun")
        .contains("line 3: ")
        .contains("\"accepted\":2,\"cursor\"");
    assertThat(request.response.header("Retry-After")).matches("[0-9]+");
    assertThat(rig.published()).containsExactly("one", "two");
  }

  @Test
  void whatIsWholeAtOnceNeedsNoPlace() {
    othersHoldAllThatThereIs();
    FakeRequest announced =
        rig.read(
            BodyRig.request("text/plain").with("Content-Length", "5"),
            RequestKind.MESSAGE,
            PublishRig.OPEN);
    FakeRequest lines = rig.lines("text/plain");

    announced.body.arrive("whole");
    lines.body.arrive("one\ntwo\n");

    assertThat(announced.response.status()).isEqualTo(202);
    assertThat(rig.published()).containsExactly("whole", "one", "two");
  }

  @Test
  @Law(7)
  void whateverBecomesOfABodyItsPlaceIsGivenBack() {
    FakeRequest late = rig.post("text/plain");
    late.body.arrive("begun");
    FakeRequest broken = rig.post("text/plain");
    broken.body.arrive("begun");
    assertThat(rig.begun.used()).isPositive();
    broken.body.fail();
    rig.pass(TIMEOUT.plus(Duration.ofNanos(1)));
    assertThat(late.response.status()).isEqualTo(408);
    assertThat(rig.begun.used()).isZero();
    FakeRequest stopped = rig.lines("text/plain");
    stopped.body.arrive("begun");
    assertThat(rig.begun.used()).isPositive();

    rig.face.stop();

    assertThat(rig.begun.used()).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void howeverLinesArriveTheTotalIsNeverPassedAndNothingIsLeftOfIt(long seed) {
    Random random = new Random(seed);
    FakeRequest request = rig.lines("text/plain");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      text.append("x".repeat(random.nextInt(BodyRig.MAX_SIZE + 1))).append('\n');
    }
    for (int at = 0; at < text.length(); ) {
      int end = Math.min(text.length(), at + 1 + random.nextInt(30));
      request.body.arrive(text.substring(at, end));
      assertThat(rig.begun.used()).isBetween(0L, (long) BEGUN_TOTAL);
      at = end;
    }
    request.body.end();

    assertThat(request.response.status()).isEqualTo(202);
    assertThat(rig.published())
        .containsExactlyElementsOf(text.toString().lines().filter(l -> !l.isEmpty()).toList());
    assertThat(rig.begun.used()).isZero();
  }
}
