package org.fanfare.transport.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.fanfare.encoding.Encoded;
import org.fanfare.encoding.Payload;
import org.fanfare.wire.kit.Deflate;
import org.junit.jupiter.api.Test;

/** Whole frames, as they are and deflated, each made once. */
final class SocketFramesTest {
  private static final String LONG = "tracks change without notice, ".repeat(4);
  private static final int TEXT = 0x81;
  private static final int DEFLATED_TEXT = 0xC1;
  private static final int DEFLATED_BINARY = 0xC2;

  private final Shared source = new Shared();

  @Test
  void aDeflatedFrameHasThePayload() {
    Encoded text = Encoded.of(source, Payload.text(source, LONG));
    Encoded bytes = Encoded.of(source, Payload.bytes(source, LONG.getBytes(UTF_8)));

    assertDeflated(SocketFrames.of(text, true), DEFLATED_TEXT, LONG);
    assertDeflated(SocketFrames.of(bytes, true), DEFLATED_BINARY, LONG);
  }

  @Test
  void severalPayloadsAreTheirFramesOneAfterTheOther() {
    Payload first = Payload.text(source, LONG);
    Payload second = Payload.text(source, "short");

    byte[] frames = SocketFrames.of(Encoded.of(source, List.of(first, second, first)), true);

    byte[] deflated = first.encoded(SocketFrames.FRAME_DEFLATED);
    byte[] plain = second.encoded(SocketFrames.FRAME);
    assertThat(frames).hasSize(2 * deflated.length + plain.length);
    assertThat(frames).startsWith(deflated).endsWith(deflated);
    assertThat(Arrays.copyOfRange(frames, deflated.length, frames.length)).startsWith(plain);
  }

  @Test
  void whatIsForOneClientAloneIsNotDeflated() {
    byte[] frame = SocketFrames.of(Encoded.text(LONG), true);

    assertThat(frame[0] & 0xFF).isEqualTo(TEXT);
    assertThat(new String(frame, 2, frame.length - 2, UTF_8)).isEqualTo(LONG);
  }

  @Test
  void whoeverIsSentTheSameIsGivenTheSameBytes() {
    Payload payload = Payload.text(source, LONG);
    Encoded run = Encoded.of(source, List.of(payload, payload));
    long before = SocketFrames.FRAME_DEFLATED.encodings();

    byte[] frames = SocketFrames.of(run, true);

    assertThat(SocketFrames.of(run, true)).isSameAs(frames);
    assertThat(SocketFrames.of(Encoded.of(source, payload), true))
        .isSameAs(payload.encoded(SocketFrames.FRAME_DEFLATED));
    assertThat(SocketFrames.FRAME_DEFLATED.encodings()).isEqualTo(before + 1);
  }

  private static void assertDeflated(byte[] frame, int first, String message) {
    assertThat(frame[0] & 0xFF).isEqualTo(first);
    int head = (frame[1] & 0x7F) < 126 ? 2 : 4;
    byte[] payload = Arrays.copyOfRange(frame, head, frame.length);
    assertThat(new String(Deflate.inflate(payload), UTF_8)).isEqualTo(message);
    assertThat(frame.length).isLessThan(message.length());
  }
}
