package org.fanfare.rfc6455;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Creates the frames of a server, unfragmented and unmasked (sections 5.1 and 5.2). Pure functions,
 * safe for use by any thread.
 */
public final class Frame {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** The bit that marks a message as deflated (RFC 7692, section 6). */
  static final int DEFLATED = 0x40;

  private static final int FIN = 0x80;
  private static final byte[] NOTHING = {};

  private Frame() {}

  /** Returns a text message. */
  public static byte[] text(byte[] utf8) {
    return frame(TEXT, utf8);
  }

  /** Returns a binary message. */
  public static byte[] binary(byte[] payload) {
    return frame(BINARY, payload);
  }

  /**
   * Returns a text message for connections with {@code permessage-deflate}. It is deflated unless
   * it is small or would not become smaller; any message may be sent uncompressed (RFC 7692,
   * section 6).
   */
  public static byte[] deflatedText(byte[] utf8) {
    return deflated(TEXT, utf8);
  }

  /** Returns a binary message for connections with {@code permessage-deflate}, in the same way. */
  public static byte[] deflatedBinary(byte[] payload) {
    return deflated(BINARY, payload);
  }

  private static byte[] deflated(int opcode, byte[] payload) {
    byte[] deflated = Deflation.of(payload);
    return deflated == null ? frame(opcode, payload) : frame(DEFLATED | opcode, deflated);
  }

  /** Returns a ping whose payload is {@code mark}; the pong repeats it. */
  public static byte[] ping(long mark) {
    return frame(PING, ByteBuffer.allocate(Long.BYTES).putLong(mark).array());
  }

  /** Returns the mark in the payload of a ping or a pong; 0 if the payload is not a mark. */
  public static long mark(ByteBuffer payload) {
    return payload.remaining() == Long.BYTES ? payload.getLong(payload.position()) : 0;
  }

  /** Returns the answer to a ping. */
  public static byte[] pong(byte[] payload) {
    return frame(PONG, payload);
  }

  /**
   * Returns a close frame; the reason has at most 123 bytes of UTF-8.
   *
   * @param code 1005 for a close frame without code and reason
   */
  public static byte[] close(int code, String reason) {
    if (code == FrameParser.NO_CODE) {
      return frame(CLOSE, NOTHING);
    }
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    byte[] payload = new byte[2 + text.length];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(text, 0, payload, 2, text.length);
    return frame(CLOSE, payload);
  }

  /** Returns several frames, concatenated. */
  public static byte[] joined(List<byte[]> frames) {
    ByteBuffer joined = ByteBuffer.allocate(frames.stream().mapToInt(f -> f.length).sum());
    frames.forEach(joined::put);
    return joined.array();
  }

  private static byte[] frame(int opcodeAndBits, byte[] payload) {
    int length = payload.length;
    byte[] frame = new byte[length + (length < 126 ? 2 : length < 65_536 ? 4 : 10)];
    int at = 0;
    frame[at++] = (byte) (FIN | opcodeAndBits);
    if (length < 126) {
      frame[at++] = (byte) length;
    } else if (length < 65_536) {
      frame[at++] = 126;
      frame[at++] = (byte) (length >> 8);
      frame[at++] = (byte) length;
    } else {
      frame[at++] = 127;
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame[at++] = (byte) ((long) length >> shift);
      }
    }
    System.arraycopy(payload, 0, frame, at, length);
    return frame;
  }
}
