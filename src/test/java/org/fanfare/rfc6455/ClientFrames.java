package org.fanfare.rfc6455;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes as a client sends them: masked frames, right or wrong. */
public final class ClientFrames {
  private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D}; // as in section 5.7

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** The bytes that a list of numbers stands for, each as {@link Integer#decode} reads it. */
  static byte[] decoded(String numbers) {
    ClientFrames frames = new ClientFrames();
    for (String number : numbers.split(" ", -1)) {
      frames.raw(Integer.decode(number));
    }
    return frames.bytes();
  }

  /** A text. */
  public ClientFrames text(String text) {
    return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The end. */
  public ClientFrames close(int code, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    byte[] payload = new byte[2 + text.length];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(text, 0, payload, 2, text.length);
    return frame(0x88, payload);
  }

  /**
   * A frame.
   *
   * @param first the first byte: FIN, reserved bits, opcode
   */
  public ClientFrames frame(int first, byte[] payload) {
    header(first, payload.length);
    for (int i = 0; i < payload.length; i++) {
      bytes.write(payload[i] ^ MASK[i & 3]);
    }
    return this;
  }

  /** Only what stands before the payload. */
  public ClientFrames header(int first, long length) {
    bytes.write(first);
    if (length < 126) {
      bytes.write((int) (0x80 | length));
    } else if (length < 65_536) {
      bytes.write(0x80 | 126);
      bytes.write((int) (length >> 8));
      bytes.write((int) length);
    } else {
      bytes.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        bytes.write((int) (length >> shift));
      }
    }
    bytes.writeBytes(MASK);
    return this;
  }

  /** Bytes as they are. */
  public ClientFrames raw(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
    return this;
  }

  /** All of them. */
  public byte[] bytes() {
    return bytes.toByteArray();
  }
}
