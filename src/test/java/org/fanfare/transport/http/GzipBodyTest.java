package org.fanfare.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.transport.http.BodyRig.BEGUN_TOTAL;
import static org.fanfare.transport.http.BodyRig.MAX_SIZE;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.fanfare.gate.Law;
import org.fanfare.publish.PublishRig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body in the coding gzip is published without it, within the bounds of any other. */
final class GzipBodyTest {
  private static final byte[] NOTHING = {};

  private final BodyRig rig = BodyRig.roomy();

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  private FakeRequest begin(RequestKind kind, String coding, long length) {
    FakeRequest request = BodyRig.request("text/plain").with("Content-Encoding", coding);
    if (length >= 0) {
      request.with("Content-Length", String.valueOf(length));
    }
    return rig.read(request, kind, PublishRig.OPEN);
  }

  private FakeRequest send(RequestKind kind, byte[] gzip) {
    FakeRequest request = begin(kind, "gzip", -1);
    request.body.arrive(gzip);
    request.body.end();
    return request;
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "identity, gzip", "gzip,"})
  void aMessageIsPublishedAsItWas(String coding) {
    byte[] gzip = Gzipped.of("hello");
    FakeRequest request = begin(RequestKind.MESSAGE, coding, gzip.length);

    request.body.arrive(Arrays.copyOf(gzip, 15));
    assertThat(rig.published()).isEmpty();
    request.body.arrive(Arrays.copyOfRange(gzip, 15, gzip.length));

    assertThat(request.response.status()).isEqualTo(202);
    assertThat(rig.published()).containsExactly("hello");
    assertThat(rig.face.count()).isZero();
    assertThat(rig.begun.used()).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void linesArePublishedInWhateverPiecesTheyArrive(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      text.append("x".repeat(1 + random.nextInt(MAX_SIZE))).append('\n');
    }
    byte[] gzip = Gzipped.joined(Gzipped.of(text.toString()), Gzipped.of("last"));
    boolean told = random.nextBoolean();
    FakeRequest request = begin(RequestKind.LINES, "gzip", told ? gzip.length : -1);

    for (int at = 0; at < gzip.length; ) {
      int end = Math.min(gzip.length, at + 1 + random.nextInt(200));
      request.body.arrive(Arrays.copyOfRange(gzip, at, end));
      at = end;
    }
    request.body.end();

    assertThat(request.response.text()).startsWith("{\"accepted\":301,");
    assertThat(rig.published()).hasSize(301).endsWith("last");
  }

  @Test
  void linesArePublishedAsTheyCome() {
    byte[] first = Gzipped.of("one\ntwo\nth");
    byte[] second = Gzipped.of("ree\n");
    FakeRequest request = begin(RequestKind.LINES, "gzip", -1);

    request.body.arrive(first);
    assertThat(rig.published()).containsExactly("one", "two");
    request.body.arrive(second);
    request.body.end();

    assertThat(rig.published()).containsExactly("one", "two", "three");
  }

  @Test
  void eachLineWaitsForTheAnswerToTheOneBeforeHoweverFewBytesTheyAre() {
    BodyRig late = BodyRig.late();
    FakeRequest request = BodyRig.request("text/plain").with("Content-Encoding", "gzip");
    late.read(request, RequestKind.LINES, PublishRig.OPEN);
    request.body.arrive(Gzipped.of("1\n".repeat(10_000)));
    request.body.end();

    for (int line = 1; line <= 10_000; line++) {
      assertThat(late.answers.count()).isEqualTo(1);
      assertThat(request.response.status()).isZero();
      late.answers.letGo();
    }

    assertThat(request.response.text()).startsWith("{\"accepted\":10000,");
  }

  @ParameterizedTest
  @EnumSource(
      value = RequestKind.class,
      names = {"MESSAGE", "LINES"})
  void whatIsMissingAtTheEndIsTold(RequestKind kind) {
    byte[] gzip = Gzipped.of("hello");

    for (byte[] part : new byte[][] {NOTHING, Arrays.copyOf(gzip, 12), shortened(gzip)}) {
      FakeRequest request = send(kind, part);

      assertThat(request.response.status()).isEqualTo(400);
      assertThat(request.response.text()).contains("urn:fanfare:incomplete");
      assertThat(request.response.completions()).isEqualTo(1);
    }
    assertThat(rig.published()).isEmpty();
    assertThat(rig.begun.used()).isZero();
  }

  private static byte[] shortened(byte[] gzip) {
    return Arrays.copyOf(gzip, gzip.length - 1);
  }

  private FakeRequest sendToLiberty(byte[] body, int announced) {
    FakeRequest request =
        BodyRig.request("text/plain")
            .with("Content-Encoding", "gzip")
            .with("Content-Length", String.valueOf(announced))
            .at("Open Liberty");
    rig.read(request, RequestKind.MESSAGE, PublishRig.OPEN);
    request.body.arrive(body);
    request.body.end();
    return request;
  }

  @Test
  void whereTheServerMayHaveInflatedItABodyIsPublishedAsItWasEitherWay() {
    byte[] gzip = Gzipped.of("hello");

    for (byte[] body : new byte[][] {gzip, "hello".getBytes(UTF_8), NOTHING}) {
      assertThat(sendToLiberty(body, gzip.length).response.status()).isEqualTo(202);
    }

    assertThat(rig.published()).containsExactly("hello", "hello", "");
    assertThat(rig.begun.used()).isZero();
  }

  @Test
  void whereTheServerHasNotInflatedItABodyThatIsMissingSomethingIsToldAsElsewhere() {
    byte[] gzip = Gzipped.of("hello");

    for (byte[] part : new byte[][] {NOTHING, Arrays.copyOf(gzip, 12), shortened(gzip)}) {
      FakeRequest request = sendToLiberty(part, part.length);

      assertThat(request.response.status()).as("%d bytes", part.length).isEqualTo(400);
      assertThat(request.response.text()).contains("urn:fanfare:incomplete");
    }
    assertThat(rig.published()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = RequestKind.class,
      names = {"MESSAGE", "LINES"})
  void whatIsNoGzipIsTold(RequestKind kind) {
    byte[] damaged = Gzipped.of("hello");
    damaged[damaged.length - 5] ^= 1;

    for (byte[] body : new byte[][] {"hello".getBytes(UTF_8), damaged}) {
      FakeRequest request = begin(kind, "gzip", -1);
      request.body.arrive(body);
      assertThat(request.response.status()).isEqualTo(400);
      assertThat(request.response.text()).contains("urn:fanfare:invalid-encoding");
      request.body.arrive("and more");
      request.body.end();

      assertThat(request.body.unread()).as("it is thrown away").isZero();
      assertThat(request.response.completions()).isEqualTo(1);
    }
    assertThat(rig.published()).isEmpty();
    assertThat(rig.begun.used()).isZero();
  }

  @Test
  void whatComesBeforeTheDamageIsPublishedInAStream() {
    byte[] gzip = Gzipped.joined(Gzipped.of("one\n"), "no gzip".getBytes(UTF_8));

    FakeRequest request = begin(RequestKind.LINES, "gzip", -1);
    request.body.arrive(gzip);

    assertThat(rig.published()).containsExactly("one");
    assertThat(request.response.text()).contains("invalid-encoding").contains("\"accepted\":1,");
  }

  @Test
  @Law(6)
  void theBoundIsOfWhatIsInflated() {
    FakeRequest fits = send(RequestKind.MESSAGE, Gzipped.of("x".repeat(MAX_SIZE)));
    FakeRequest larger = send(RequestKind.MESSAGE, Gzipped.of("x".repeat(MAX_SIZE + 1)));
    FakeRequest line = send(RequestKind.LINES, Gzipped.of("a\n" + "x".repeat(MAX_SIZE + 1)));

    assertThat(fits.response.status()).isEqualTo(202);
    assertThat(larger.response.status()).isEqualTo(413);
    assertThat(line.response.status()).isEqualTo(413);
    assertThat(line.response.text()).contains("line 2: ").contains("\"accepted\":1,");
  }

  @ParameterizedTest
  @EnumSource(
      value = RequestKind.class,
      names = {"MESSAGE", "LINES"})
  @Law(6)
  void aFewBytesThatStandForManyAreRefusedBeforeTheyAreInflated(RequestKind kind) {
    byte[] bomb = Gzipped.of(new byte[16 << 20]);
    FakeRequest request = begin(kind, "gzip", bomb.length);

    request.body.arrive(bomb);

    assertThat(request.response.status()).isEqualTo(413);
    assertThat(request.body.unread()).isZero();
    assertThat(rig.begun.used()).isZero();
  }

  @Test
  @Law(6)
  void theMemoryForInflatingCountsWhileMoreIsAwaited() {
    BodyRig small = BodyRig.quick();
    FakeRequest waits = BodyRig.request("text/plain").with("Content-Encoding", "gzip");
    small.read(waits, RequestKind.MESSAGE, PublishRig.OPEN);

    waits.body.arrive(Arrays.copyOf(Gzipped.of("hello"), 12));

    assertThat(Gunzip.MEMORY).as("more than there is").isGreaterThan(BEGUN_TOTAL);
    assertThat(waits.response.status()).isEqualTo(503);
    assertThat(waits.response.text()).contains("urn:fanfare:too-much-begun");
    assertThat(small.begun.used()).isZero();
  }

  @Test
  void aBodyThatTheServerItselfInflatesIsPublishedAsItComes() {
    FakeRequest request =
        BodyRig.request("text/plain")
            .with("Content-Encoding", "gzip")
            .with("Content-Length", "3")
            .at("Open Liberty");
    rig.read(request, RequestKind.MESSAGE, PublishRig.OPEN);

    request.body.arrive("longer than three");
    request.body.end();

    assertThat(request.response.status()).isEqualTo(202);
    assertThat(rig.published()).containsExactly("longer than three");
  }

  @Test
  void aBodyWhoseClientIsGoneHoldsNothing() {
    FakeRequest request = begin(RequestKind.LINES, "gzip", -1);

    request.response.stream.breakDown();
    request.body.arrive(Gzipped.of("one\n"));

    assertThat(rig.face.count()).isZero();
    assertThat(rig.published()).isEmpty();
    assertThat(rig.begun.used()).isZero();
  }
}
