package org.fanfare.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.fanfare.log.Publication;
import org.fanfare.log.Slice;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.wire.kit.Deflate;
import org.junit.jupiter.api.Test;

/** Whole frames, as they are and deflated, each made once. */
final class SocketFramesTest {
  private static final String LONG = "tracks change without notice, ".repeat(4);
  private static final int DEFLATED_TEXT = 0xC1;
  private static final int DEFLATED_BINARY = 0xC2;

  @Test
  void aDeflatedFrameHasTheMessage() {
    Publication text = Samples.publication(Message.text(LONG));
    Publication bytes = Samples.publication(Message.bytes(MediaType.BYTES, LONG.getBytes(UTF_8)));

    assertDeflated(text.encoded(SocketFrames.BARE_DEFLATED), DEFLATED_TEXT, LONG);
    assertDeflated(bytes.encoded(SocketFrames.BARE_DEFLATED), DEFLATED_BINARY, LONG);
  }

  @Test
  void aRunIsTheDeflatedFramesOfItsMessagesOneAfterTheOther() {
    Slice slice = Samples.slice(Message.text(LONG), Message.text("short"), Message.text(LONG));

    byte[] frames = slice.encoded(SocketFrames.BARE_SLICE_DEFLATED);

    byte[] deflated = slice.first().encoded(SocketFrames.BARE_DEFLATED);
    byte[] plain = slice.publications().get(1).encoded(SocketFrames.BARE);
    assertThat(frames).hasSize(2 * deflated.length + plain.length);
    assertThat(frames).startsWith(deflated).endsWith(deflated);
    assertThat(Arrays.copyOfRange(frames, deflated.length, frames.length)).startsWith(plain);
  }

  @Test
  void aRunForTheSubprotocolIsDeflatedAsOneFrame() {
    Slice slice = Samples.slice(Message.text("one"), Message.text("two"));

    assertDeflated(
        slice.encoded(SocketFrames.FRAMED_SLICE_DEFLATED),
        DEFLATED_TEXT,
        slice.encoded(Frames.SLICE));
  }

  @Test
  void whoeverAgreedIsGivenTheSameBytes() {
    Slice slice = Samples.slice(Message.text(LONG));
    long before = SocketFrames.BARE_DEFLATED.encodings();

    byte[] first = slice.encoded(SocketFrames.BARE_SLICE_DEFLATED);

    assertThat(slice.encoded(SocketFrames.BARE_SLICE_DEFLATED)).isSameAs(first);
    assertThat(SocketFrames.joined(slice.publications(), SocketFrames.BARE_DEFLATED))
        .isSameAs(first);
    assertThat(SocketFrames.BARE_DEFLATED.encodings()).isEqualTo(before + 1);
  }

  private static void assertDeflated(byte[] frame, int first, String message) {
    assertThat(frame[0] & 0xFF).isEqualTo(first);
    int head = (frame[1] & 0x7F) < 126 ? 2 : 4;
    byte[] payload = Arrays.copyOfRange(frame, head, frame.length);
    assertThat(new String(Deflate.inflate(payload), UTF_8)).isEqualTo(message);
    assertThat(frame.length).isLessThan(message.length());
  }
}
