package org.fanfare.protocol;

import java.util.List;
import org.fanfare.log.Publication;
import org.fanfare.log.Slice;
import org.fanfare.log.WireFormat;
import org.fanfare.message.Message;
import org.fanfare.rfc6455.Frame;

/**
 * What WebSockets are sent, as the bytes of whole frames (RFC 6455): encoded once, the same for
 * every connection. Safe for use by any thread.
 */
public final class SocketFrames {
  /** The message of a publication, in a frame of its own. */
  public static final WireFormat<Publication, byte[]> BARE =
      new WireFormat<>("bare-frame", p -> bare(p.message()), frame -> frame.length + 16L);

  /** The same for those who agreed on {@code permessage-deflate}. */
  public static final WireFormat<Publication, byte[]> BARE_DEFLATED =
      new WireFormat<>(
          "bare-frame-deflated", p -> deflated(p.message()), frame -> frame.length + 16L);

  /** The messages of a run, each in a frame of its own, one after the other. */
  public static final WireFormat<Slice, byte[]> BARE_SLICE =
      new WireFormat<>(
          "bare-frames", slice -> joined(slice.publications(), BARE), frames -> frames.length);

  /** The same for those who agreed on {@code permessage-deflate}, each message deflated alone. */
  public static final WireFormat<Slice, byte[]> BARE_SLICE_DEFLATED =
      new WireFormat<>(
          "bare-frames-deflated",
          slice -> joined(slice.publications(), BARE_DEFLATED),
          frames -> frames.length);

  /** A run for the {@code fanfare} subprotocol, in one frame. */
  public static final WireFormat<Slice, byte[]> FRAMED_SLICE =
      new WireFormat<>(
          "fanfare-frame",
          slice -> Frame.text(slice.encoded(Frames.SLICE_BYTES)),
          frame -> frame.length);

  /** The same for those who agreed on {@code permessage-deflate}. */
  public static final WireFormat<Slice, byte[]> FRAMED_SLICE_DEFLATED =
      new WireFormat<>(
          "fanfare-frame-deflated",
          slice -> Frame.deflatedText(slice.encoded(Frames.SLICE_BYTES)),
          frame -> frame.length);

  private SocketFrames() {}

  private static byte[] bare(Message message) {
    return message.kind() == Message.Kind.BYTES
        ? Frame.binary(message.toBytes())
        : Frame.text(message.toBytes());
  }

  private static byte[] deflated(Message message) {
    return message.kind() == Message.Kind.BYTES
        ? Frame.deflatedBinary(message.toBytes())
        : Frame.deflatedText(message.toBytes());
  }

  /**
   * Some messages, each in a frame of its own.
   *
   * @param frame {@link #BARE} or {@link #BARE_DEFLATED}
   */
  public static byte[] joined(
      List<Publication> publications, WireFormat<Publication, byte[]> frame) {
    if (publications.size() == 1) {
      return publications.get(0).encoded(frame);
    }
    return Frame.joined(publications.stream().map(p -> p.encoded(frame)).toList());
  }
}
