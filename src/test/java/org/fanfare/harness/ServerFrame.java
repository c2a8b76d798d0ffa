package org.fanfare.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A WebSocket frame as a server sends it (RFC 6455, section 5), where it stands in the bytes that
 * were received. It is used for one frame after the other, and copies nothing. For one thread at a
 * time.
 *
 * <pre>{@code
 * for (int at = 0; frame.read(bytes, at, to); at = frame.to()) {
 *   take(frame.opcode(), bytes, frame.from(), frame.to());
 * }
 * }</pre>
 */
public final class ServerFrame {
  /** The opcodes of RFC 6455. */
  public static final int CONTINUATION = 0, TEXT = 1, BINARY = 2, CLOSE = 8, PING = 9, PONG = 10;

  private int first;
  private int from;
  private long to;
  private int missing;

  /**
   * Finds the frame that begins at {@code at}; {@code false} if {@code [at, end)} holds less than
   * the whole of it. Throws {@link IllegalStateException} for a masked one: no server may send it.
   */
  public boolean read(byte[] bytes, int at, int end) {
    if (end - at < 2) {
      return lacks(2 - (end - at));
    }
    if (bytes[at + 1] < 0) {
      throw new IllegalStateException("the server masked a frame");
    }
    first = bytes[at] & 0xff;
    long length = bytes[at + 1];
    int extended = length < 126 ? 0 : length == 126 ? 2 : 8;
    from = at + 2 + extended;
    if (end < from) {
      return lacks(from - end);
    }
    if (extended > 0) {
      length = 0;
      for (int i = from - extended; i < from; i++) {
        length = length << 8 | (bytes[i] & 0xff);
      }
    }
    to = from + length;
    return end >= to || lacks(to - end);
  }

  private boolean lacks(long bytes) {
    missing = Math.toIntExact(bytes);
    return false;
  }

  /** Returns how many more bytes are needed at least, if the last one was not whole. */
  public int missing() {
    return missing;
  }

  /** Tells whether it is the last frame of its message. */
  public boolean isLast() {
    return (first & 0x80) != 0;
  }

  /** Returns the reserved bits, where they stand in the first byte. */
  public int reserved() {
    return first & 0x70;
  }

  /** Returns what kind of frame it is. */
  public int opcode() {
    return first & 0x0f;
  }

  /** Returns where its payload begins. */
  public int from() {
    return from;
  }

  /** Returns where it ends, with its payload. */
  public int to() {
    return (int) to;
  }

  /** Returns code and reason in the payload of a closing frame, as in {@code "1008 refused"}. */
  public static String closing(byte[] bytes, int from, int to) {
    if (to - from < 2) {
      return "no code";
    }
    int code = (bytes[from] & 0xff) << 8 | (bytes[from + 1] & 0xff);
    return code + " " + new String(bytes, from + 2, to - from - 2, UTF_8);
  }
}
