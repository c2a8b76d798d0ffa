package org.fanfare.transport.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.fanfare.connection.Ended;
import org.fanfare.gate.Law;
import org.fanfare.transport.UnfinishedTotal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of a client's message, put together up to a bound. */
final class MessageAssemblyTest {
  private final UnfinishedTotal total = new UnfinishedTotal(1000, Duration.ofSeconds(30), () -> 0);
  private final MessageAssembly assembly = assembly(10);

  private MessageAssembly assembly(int maxSize) {
    return new MessageAssembly(maxSize, total.ofSocket(() -> {}));
  }

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @AfterEach
  void nothingIsLeftWhenTheClientHasGone() {
    assembly.end();
    assertThat(total.used()).isZero();
  }

  @Test
  void aTextInOnePartIsThatText() {
    assertThat(assembly.text("hello", true)).isEqualTo("hello");
    assertThat(assembly.text("again", true)).isEqualTo("again");
  }

  @Test
  void aTextInPartsIsWholeWithItsLast() {
    assertThat(assembly.text("he", false)).isNull();
    assertThat(assembly.text("ll", false)).isNull();
    assertThat(assembly.text("o", true)).isEqualTo("hello");
    assertThat(assembly.text("next", true)).isEqualTo("next");
  }

  @Test
  void bytesInPartsAreWholeWithTheirLastWhateverBecomesOfTheBuffers() {
    byte[] first = {1, 2};

    assertThat(assembly.bytes(ByteBuffer.wrap(first), false)).isNull();
    first[0] = 9;

    assertThat(assembly.bytes(ByteBuffer.wrap(new byte[] {3}), true)).containsExactly(1, 2, 3);
    assertThat(assembly.bytes(ByteBuffer.wrap(new byte[] {4}), true)).containsExactly(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xxxxxxxxxx",
        "\u00fc\u00fc\u00fc\u00fc\u00fc",
        "\u20ac\u20ac\u20acx",
        "\ud83c\udfba\ud83c\udfbaxx"
      })
  void aTextIsCountedAsItsUtf8(String text) {
    assertThat(text.getBytes(UTF_8)).hasSize(10);

    assertThat(assembly.text(text, true)).isEqualTo(text);
    assertThat(assembly.refusal()).isNull();
    assertThat(assembly.text(text, false)).isNull();
    assertThat(assembly.text("x", true)).isNull();
    assertThat(assembly.refusal()).isEqualTo(Ended.TOO_LARGE);
  }

  @Test
  void aCharacterInTwoPartsIsCountedOnce() {
    assertThat(assembly.text("123456\ud83c", false)).isNull();
    assertThat(assembly.text("\udfba", true)).isEqualTo("123456\ud83c\udfba");
    assertThat(assembly.refusal()).isNull();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whereATextIsCutMakesNoDifference(long seed) {
    Random random = new Random(seed);
    MessageAssembly roomy = assembly(500);
    for (int message = 0; message < 20; message++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(100); i > 0; i--) {
        text.append(new String[] {"x", "\u00fc", "\u20ac", "\ud83c\udfba"}[random.nextInt(4)]);
      }
      int at = 0;
      while (text.length() - at > 3 && random.nextInt(10) > 0) {
        int end = at + random.nextInt(4);
        assertThat(roomy.text(text.substring(at, end), false)).isNull();
        assertThat(total.used()).isPositive();
        at = end;
      }
      assertThat(roomy.text(text.substring(at), true)).isEqualTo(text.toString());
      assertThat(total.used()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ud83cb", "\udfba", "\ud83c\ud83c"})
  void halfOfACharacterIsNoText(String part) {
    assertThat(assembly.text(part, false)).isNull();
    assertThat(assembly.text("", true)).isNull();

    assertThat(assembly.refusal()).isEqualTo(Ended.INVALID_TEXT);
    assertThat(total.used()).isZero();
  }

  @Test
  void theBoundHoldsForBytesAndIsFinal() {
    assertThat(assembly.bytes(ByteBuffer.allocate(10), false)).isNull();
    assertThat(assembly.refusal()).isNull();

    assertThat(assembly.bytes(ByteBuffer.allocate(1), true)).isNull();

    assertThat(assembly.refusal()).isEqualTo(Ended.TOO_LARGE);
    assertThat(assembly.text("x", true)).isNull();
    assertThat(total.used()).isZero();
  }

  @Test
  @Law(6)
  void whatHasNoPlaceInTheTotalIsRefusedAndWhatIsWholeNeedsNone() {
    MessageAssembly first = assembly(1000);
    MessageAssembly second = assembly(1000);
    assertThat(first.bytes(ByteBuffer.allocate(600), false)).isNull();

    assertThat(second.bytes(ByteBuffer.allocate(600), false)).isNull();

    assertThat(second.refusal()).isEqualTo(Ended.BEGUN_TOTAL);
    assertThat(assembly.text("at once", true)).isEqualTo("at once");
    assertThat(first.bytes(ByteBuffer.allocate(1), true)).hasSize(601);
    assertThat(total.used()).isZero();
  }

  @Test
  void nothingIsTakenOfAClientThatHasGone() {
    assertThat(assembly.text("one ", false)).isNull();
    assembly.end();

    assertThat(assembly.text("two", true)).isNull();

    assertThat(total.used()).isZero();
  }
}
