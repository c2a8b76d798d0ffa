package org.fanfare.wire.kit;

import java.io.IOException;
import java.net.ProtocolException;

/**
 * The messages on a socket on which no extension was agreed, with the fragments of each joined, and
 * the control frames between them. What no server may send fails (RFC 6455, section 5). For one
 * thread.
 */
final class Messages {
  private static final int LONGEST_CONTROL = 125;
  private static final int NONE = -1;

  private final RawSocket socket;
  private final StringBuilder parts = new StringBuilder(); // a character for each byte
  private int opcode = NONE; // of the message whose last fragment has not come

  Messages(RawSocket socket) {
    this.socket = socket;
  }

  /** Returns the next message, or the next control frame if that comes first. */
  RawSocket.Frame next() throws IOException {
    while (true) {
      RawSocket.Frame frame = socket.frame();
      check(frame);
      if (frame.opcode() >= RawSocket.CLOSE || (frame.last() && opcode == NONE)) {
        return frame;
      }
      opcode = opcode == NONE ? frame.opcode() : opcode;
      parts.append(frame.octets());
      if (frame.last()) {
        return joined();
      }
    }
  }

  private RawSocket.Frame joined() {
    RawSocket.Frame whole = new RawSocket.Frame(true, 0, opcode, parts.toString());
    opcode = NONE;
    parts.setLength(0);
    return whole;
  }

  private void check(RawSocket.Frame frame) throws ProtocolException {
    switch (frame.opcode()) {
      case RawSocket.CONTINUATION -> must(opcode != NONE, "continues no message", frame);
      case RawSocket.TEXT, RawSocket.BINARY ->
          must(opcode == NONE, "begins within a message", frame);
      case RawSocket.CLOSE, RawSocket.PING, RawSocket.PONG -> {
        must(frame.last(), "is a control frame in fragments", frame);
        int length = frame.octets().length();
        must(length <= LONGEST_CONTROL, "is a long control frame", frame);
        must(frame.opcode() != RawSocket.CLOSE || length != 1, "has half a code", frame);
      }
      default -> must(false, "has an unknown opcode", frame);
    }
    must(frame.reserved() == 0, "has a reserved bit", frame);
  }

  private static void must(boolean holds, String wrong, RawSocket.Frame frame)
      throws ProtocolException {
    if (!holds) {
      throw new ProtocolException("a frame of the server " + wrong + ": " + brief(frame));
    }
  }

  private static String brief(RawSocket.Frame frame) {
    return "opcode %d, reserved bits %02x, %s, %d bytes"
        .formatted(
            frame.opcode(),
            frame.reserved(),
            frame.last() ? "the last" : "not the last",
            frame.octets().length());
  }
}
