package org.fanfare.transport.websocket;

import java.util.List;
import org.fanfare.encoding.Encoded;
import org.fanfare.encoding.Payload;
import org.fanfare.encoding.WireFormat;
import org.fanfare.rfc6455.Frame;

/**
 * Encodes payloads as complete frames (RFC 6455). Shared payloads are encoded once, with the same
 * bytes for every connection. Safe for use by any thread.
 *
 * <p>A payload for one client only is never deflated.
 */
public final class SocketFrames {
  /** A payload as one frame. */
  public static final WireFormat<Payload, byte[]> FRAME =
      new WireFormat<>("frame", SocketFrames::plain, frame -> frame.length + 16L);

  /** A payload as one frame, for clients that agreed on {@code permessage-deflate}. */
  public static final WireFormat<Payload, byte[]> FRAME_DEFLATED =
      new WireFormat<>("frame-deflated", SocketFrames::deflated, frame -> frame.length + 16L);

  private static final WireFormat<Encoded, byte[]> FRAMES =
      new WireFormat<>("frames", encoded -> joined(encoded, false), frames -> frames.length);

  private static final WireFormat<Encoded, byte[]> FRAMES_DEFLATED =
      new WireFormat<>(
          "frames-deflated", encoded -> joined(encoded, true), frames -> frames.length);

  private SocketFrames() {}

  /**
   * Returns the frames of all payloads, one after the other.
   *
   * @param deflates whether the client agreed on {@code permessage-deflate}
   */
  static byte[] of(Encoded encoded, boolean deflates) {
    List<Payload> payloads = encoded.payloads();
    return payloads.size() == 1
        ? frame(payloads.get(0), deflates)
        : encoded.encoded(deflates ? FRAMES_DEFLATED : FRAMES);
  }

  private static byte[] joined(Encoded encoded, boolean deflates) {
    return Frame.joined(
        encoded.payloads().stream().map(payload -> frame(payload, deflates)).toList());
  }

  private static byte[] frame(Payload payload, boolean deflates) {
    return payload.isShared() ? payload.encoded(deflates ? FRAME_DEFLATED : FRAME) : plain(payload);
  }

  private static byte[] plain(Payload payload) {
    return payload.isText() ? Frame.text(payload.bytes()) : Frame.binary(payload.bytes());
  }

  private static byte[] deflated(Payload payload) {
    return payload.isText()
        ? Frame.deflatedText(payload.bytes())
        : Frame.deflatedBinary(payload.bytes());
  }
}
