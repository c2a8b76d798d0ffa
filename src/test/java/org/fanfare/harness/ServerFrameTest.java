package org.fanfare.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The frames of a server are found where they stand. */
class ServerFrameTest {
  private final ServerFrame frame = new ServerFrame();

  @ParameterizedTest
  @CsvSource({
    "125, 81 7D",
    "126, 81 7E 00 7E",
    "65535, 81 7E FF FF",
    "65536, 81 7F 00 00 00 00 00 01 00 00"
  })
  void everyLengthIsRead(int length, String header) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (String octet : header.split(" ", -1)) {
      stream.write(Integer.parseInt(octet, 16));
    }
    int start = stream.size();
    stream.writeBytes(new byte[length]);
    stream.writeBytes("next".getBytes(UTF_8));

    assertThat(frame.read(stream.toByteArray(), 0, stream.size())).isTrue();

    assertThat(frame.isLast()).isTrue();
    assertThat(frame.opcode()).isEqualTo(ServerFrame.TEXT);
    assertThat(frame.from()).isEqualTo(start);
    assertThat(frame.to()).isEqualTo(start + length);
  }

  @Test
  void whoReadsWhatIsMissingGetsTheWholeFrameAndNoMore() {
    byte[] stream = Arrays.copyOf(new byte[] {(byte) 0x82, 126, 1, 0}, 300);
    int held = 0;
    int rounds = 0;

    while (!frame.read(stream, 0, held)) {
      held += frame.missing();
      rounds++;
    }

    assertThat(held).isEqualTo(260);
    assertThat(rounds).isEqualTo(3);
  }

  @Test
  void firstBitsAndOpcodeAreTold() {
    assertThat(frame.read(new byte[] {9, 0x49, 0}, 1, 3)).isTrue();

    assertThat(frame.isLast()).isFalse();
    assertThat(frame.reserved()).isEqualTo(0x40);
    assertThat(frame.opcode()).isEqualTo(ServerFrame.PING);
    assertThat(frame.from()).isEqualTo(frame.to()).isEqualTo(3);
  }

  @Test
  void aClosingFrameHasACodeAndAReasonOrNothing() {
    byte[] payload = "xx gone".getBytes(UTF_8);
    payload[0] = 3;
    payload[1] = (byte) 0xe9;

    assertThat(ServerFrame.closing(payload, 0, payload.length)).isEqualTo("1001  gone");
    assertThat(ServerFrame.closing(payload, 0, 0)).isEqualTo("no code");
  }

  @Test
  void aMaskedFrameIsRefused() {
    byte[] masked = ClientFrames.frame(0x81, "a".getBytes(UTF_8), 1);

    assertThatThrownBy(() -> frame.read(masked, 0, masked.length))
        .isInstanceOf(IllegalStateException.class);
  }
}
