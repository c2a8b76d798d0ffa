package org.fanfare.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A WebSocket: the handshake and the framing. What a message means is left to the kinds of it. */
abstract class WebSocketLink extends Link {
  // The pair that RFC 6455 gives as its example.
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
  private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private final ByteArrayOutputStream fragments = new ByteArrayOutputStream();
  private boolean upgraded;

  WebSocketLink(Loop loop, int number, Target target) throws IOException {
    super(loop, number, target);
  }

  /** The subprotocol, or nothing. */
  abstract String protocol();

  /** The handshake is done. */
  abstract void upgraded();

  /** A whole message stands in {@code [from, to)}. */
  abstract void message(byte[] bytes, int from, int to, long now);

  /** Publishes to the group, if this connection can name one, else to whatever its URL means. */
  abstract void publish(String group, byte[] payload);

  @Override
  final String request() {
    String protocol = protocol().isEmpty() ? "" : "Sec-WebSocket-Protocol: " + protocol() + "\r\n";
    return """
        GET %s HTTP/1.1\r
        Host: %s\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: %s\r
        %s\r
        """
        .formatted(target.resource(), target.authority(), KEY, protocol);
  }

  @Override
  final int take(byte[] bytes, int to, long now) {
    int at = 0;
    if (!upgraded) {
      Optional<ResponseHead> head = ResponseHead.read(bytes, 0, to);
      if (head.isEmpty()) {
        return 0;
      }
      at = head.get().length();
      upgrade(head.get(), new String(bytes, at, to - at, StandardCharsets.UTF_8));
    }
    while (ended().isEmpty()) {
      int next = frame(bytes, at, to, now);
      if (next == at) {
        break;
      }
      at = next;
    }
    return at;
  }

  final void sendText(byte[] text) {
    send(frame(TEXT, text));
  }

  @Override
  final byte[] farewell() {
    return frame(CLOSE, new byte[] {0x03, (byte) 0xe8});
  }

  private void upgrade(ResponseHead head, String body) {
    if (head.status() != 101) {
      end("the upgrade was answered with " + head.status() + " " + body);
    } else if (!head.header("sec-websocket-accept").equals(ACCEPT)) {
      end("wrong Sec-WebSocket-Accept");
    } else if (!head.header("sec-websocket-protocol").equals(protocol())) {
      end("the subprotocol is '" + head.header("sec-websocket-protocol") + "'");
    } else {
      upgraded = true;
      upgraded();
    }
  }

  /** Deals with one frame and returns its end, or {@code at} if it is not whole. */
  private int frame(byte[] bytes, int at, int to, long now) {
    if (to - at < 2) {
      return at;
    }
    int from = at + 2;
    long length = bytes[at + 1] & 0x7f;
    int extended = length == 126 ? 2 : length == 127 ? 8 : 0;
    if (extended > 0) {
      if (to - from < extended) {
        return at;
      }
      length = 0;
      for (int i = 0; i < extended; i++) {
        length = length << 8 | (bytes[from + i] & 0xff);
      }
      from += extended;
    }
    if (to - from < length) {
      return at;
    }
    int end = from + (int) length;
    frame(bytes[at] & 15, bytes[at] < 0, bytes, from, end, now);
    return end;
  }

  private void frame(int kind, boolean last, byte[] bytes, int from, int to, long now) {
    if (kind == PING) {
      byte[] data = new byte[to - from];
      System.arraycopy(bytes, from, data, 0, data.length);
      send(frame(PONG, data));
    } else if (kind == CLOSE) {
      int code = to - from < 2 ? 1005 : (bytes[from] & 0xff) << 8 | (bytes[from + 1] & 0xff);
      int text = Math.min(to, from + 2);
      String reason = new String(bytes, text, to - text, StandardCharsets.UTF_8);
      end(("closed with " + code + " " + reason).strip());
    } else if (kind < CLOSE && last && fragments.size() == 0) {
      message(bytes, from, to, now);
    } else if (kind < CLOSE) {
      fragments.write(bytes, from, to - from);
      if (last) {
        byte[] whole = fragments.toByteArray();
        fragments.reset();
        message(whole, 0, whole.length, now);
      }
    }
  }

  private static byte[] frame(int kind, byte[] data) {
    int extended = data.length < 126 ? 0 : data.length < 65536 ? 2 : 8;
    byte[] frame = new byte[2 + extended + 4 + data.length];
    frame[0] = (byte) (0x80 | kind);
    frame[1] = (byte) (0x80 | (extended == 0 ? data.length : extended == 2 ? 126 : 127));
    for (int i = 0; i < extended; i++) {
      frame[2 + i] = (byte) ((long) data.length >>> (8 * (extended - 1 - i)));
    }
    int mask = ThreadLocalRandom.current().nextInt();
    int start = 2 + extended + 4;
    for (int i = 0; i < 4; i++) {
      frame[start - 4 + i] = (byte) (mask >>> (24 - 8 * i));
    }
    for (int i = 0; i < data.length; i++) {
      frame[start + i] = (byte) (data[i] ^ frame[start - 4 + (i & 3)]);
    }
    return frame;
  }
}
