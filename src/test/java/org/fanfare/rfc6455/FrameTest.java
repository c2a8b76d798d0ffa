package org.fanfare.rfc6455;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The frames of a server, byte for byte as section 5.7 has them. */
final class FrameTest {
  @Test
  void aShortTextIsTheExampleOfTheStandard() {
    assertThat(Frame.text("Hello".getBytes(StandardCharsets.UTF_8)))
        .containsExactly(0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f);
  }

  @Test
  void longerOnesHaveTheShortestLengthThatHoldsThem() {
    assertThat(head(Frame.binary(new byte[125]), 2)).containsExactly(0x82, 125);
    assertThat(head(Frame.binary(new byte[256]), 4)).containsExactly(0x82, 0x7E, 0x01, 0x00);
    assertThat(head(Frame.binary(new byte[65_536]), 10))
        .containsExactly(0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0);
    assertThat(Frame.binary(new byte[65_536])).hasSize(65_546);
  }

  private static byte[] head(byte[] frame, int count) {
    return java.util.Arrays.copyOf(frame, count);
  }

  @Test
  void whatBecomesSmallerIsSentDeflated() {
    byte[] text = "over and over again ".repeat(50).getBytes(StandardCharsets.UTF_8);

    byte[] frame = Frame.deflatedText(text);

    assertThat(frame).hasSizeLessThan(50);
    assertThat(frame[0]).isEqualTo((byte) 0xC1);
    assertThat(frame[1]).isEqualTo((byte) (frame.length - 2));
    assertThat(Frame.deflatedBinary(text)[0]).isEqualTo((byte) 0xC2);
    assertThat(Frame.deflatedText(text)).as("without context of what was before").isEqualTo(frame);
  }

  @Test
  void whatIsSmallOrWouldNotBecomeSmallerIsSentAsItIs() {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    byte[] small = "a".repeat(63).getBytes(StandardCharsets.UTF_8);

    assertThat(Frame.deflatedBinary(noise)).isEqualTo(Frame.binary(noise));
    assertThat(Frame.deflatedText(small)).isEqualTo(Frame.text(small));
    assertThat(Frame.deflatedText(new byte[0])).isEqualTo(Frame.text(new byte[0]));
  }

  @Test
  void controlFramesCarryWhatTheyAreGiven() {
    assertThat(Frame.ping(0x102)).containsExactly(0x89, 8, 0, 0, 0, 0, 0, 0, 1, 2);
    assertThat(Frame.mark(ByteBuffer.wrap(Frame.ping(0x102), 2, 8))).isEqualTo(0x102);
    assertThat(Frame.mark(ByteBuffer.wrap(Frame.ping(0x102), 2, 7))).isZero();
    assertThat(Frame.pong(new byte[] {1, 2})).containsExactly(0x8A, 2, 1, 2);
    assertThat(Frame.close(1012, "stopping"))
        .startsWith(0x88, 10, 0x03, 0xF4)
        .endsWith("stopping".getBytes(StandardCharsets.UTF_8));
    assertThat(Frame.close(FrameParser.NO_CODE, "")).containsExactly(0x88, 0);
  }
}
