package org.fanfare.transport.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of a client's message, put together up to a bound. */
final class AssemblyTest {
  private final Assembly assembly = new Assembly(10);

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
    assertThat(assembly.isTooLarge()).isFalse();
    assertThat(assembly.text(text, false)).isNull();
    assertThat(assembly.text("x", true)).isNull();
    assertThat(assembly.isTooLarge()).isTrue();
  }

  @Test
  void aCharacterInTwoPartsIsCountedOnce() {
    assertThat(assembly.text("123456\ud83c", false)).isNull();
    assertThat(assembly.text("\udfba", true)).isEqualTo("123456\ud83c\udfba");
    assertThat(assembly.isTooLarge()).isFalse();
  }

  @Test
  void theBoundHoldsForBytesAndIsFinal() {
    assertThat(assembly.bytes(ByteBuffer.allocate(10), false)).isNull();
    assertThat(assembly.isTooLarge()).isFalse();

    assertThat(assembly.bytes(ByteBuffer.allocate(1), true)).isNull();

    assertThat(assembly.isTooLarge()).isTrue();
    assertThat(assembly.text("x", true)).isNull();
  }
}
