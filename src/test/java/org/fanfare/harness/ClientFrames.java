package org.fanfare.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes as a WebSocket client sends them: masked frames (RFC 6455, section 5), right or wrong. For
 * one thread at a time.
 */
public final class ClientFrames {
  private static final int MASK = 0x37fa213d; // as in section 5.7

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /**
   * Returns one frame.
   *
   * @param first the first byte: FIN, reserved bits, opcode
   */
  public static byte[] frame(int first, byte[] payload, int mask) {
    byte[] header = header(first, payload.length, mask);
    int start = header.length;
    byte[] frame = Arrays.copyOf(header, start + payload.length);
    for (int i = 0; i < payload.length; i++) {
      frame[start + i] = (byte) (payload[i] ^ frame[start - 4 + (i & 3)]);
    }
    return frame;
  }

  private static byte[] header(int first, long length, int mask) {
    int extended = length < 126 ? 0 : length < 65_536 ? 2 : 8;
    ByteBuffer header = ByteBuffer.allocate(6 + extended).put((byte) first);
    header.put((byte) (0x80 | (extended == 0 ? length : extended == 2 ? 126 : 127)));
    if (extended == 2) {
      header.putShort((short) length);
    } else if (extended == 8) {
      header.putLong(length);
    }
    return header.putInt(mask).array();
  }

  /** Returns the bytes of a list of numbers, each as {@link Integer#decode} reads it. */
  public static byte[] decoded(String numbers) {
    ClientFrames frames = new ClientFrames();
    for (String number : numbers.split(" ", -1)) {
      frames.raw(Integer.decode(number));
    }
    return frames.bytes();
  }

  /** Adds a text message. */
  public ClientFrames text(String text) {
    return frame(0x81, text.getBytes(UTF_8));
  }

  /** Adds a closing frame. */
  public ClientFrames close(int code, String reason) {
    byte[] text = reason.getBytes(UTF_8);
    byte[] payload = ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array();
    return frame(0x88, payload);
  }

  /**
   * Adds a frame.
   *
   * @param first the first byte: FIN, reserved bits, opcode
   */
  public ClientFrames frame(int first, byte[] payload) {
    bytes.writeBytes(frame(first, payload, MASK));
    return this;
  }

  /** Adds only what stands before a payload of that length. */
  public ClientFrames header(int first, long length) {
    bytes.writeBytes(header(first, length, MASK));
    return this;
  }

  /** Adds any bytes. */
  public ClientFrames raw(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
    return this;
  }

  /** Returns all that was added. */
  public byte[] bytes() {
    return bytes.toByteArray();
  }
}
