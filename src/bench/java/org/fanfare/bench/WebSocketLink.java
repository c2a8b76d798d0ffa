package org.fanfare.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.fanfare.harness.ClientFrames;
import org.fanfare.harness.ServerFrame;

/** A WebSocket: the handshake and the framing. What a message means is left to the kinds of it. */
abstract class WebSocketLink extends Link {
  // The pair that RFC 6455 gives as its example.
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
  private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

  private static final byte[] NORMAL = {0x03, (byte) 0xe8};

  private final ServerFrame frame = new ServerFrame();
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
    while (ended().isEmpty() && frame.read(bytes, at, to)) {
      at = frame.to();
      frame(bytes, frame.from(), at, now);
    }
    return at;
  }

  final void sendText(byte[] text) {
    send(frame(ServerFrame.TEXT, text));
  }

  @Override
  final byte[] farewell() {
    return frame(ServerFrame.CLOSE, NORMAL);
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

  private void frame(byte[] bytes, int from, int to, long now) {
    int opcode = frame.opcode();
    if (opcode == ServerFrame.PING) {
      send(frame(ServerFrame.PONG, Arrays.copyOfRange(bytes, from, to)));
    } else if (opcode == ServerFrame.CLOSE) {
      end(("closed with " + ServerFrame.closing(bytes, from, to)).strip());
    } else if (opcode < ServerFrame.CLOSE && frame.isLast() && fragments.size() == 0) {
      message(bytes, from, to, now);
    } else if (opcode < ServerFrame.CLOSE) {
      fragments.write(bytes, from, to - from);
      if (frame.isLast()) {
        byte[] whole = fragments.toByteArray();
        fragments.reset();
        message(whole, 0, whole.length, now);
      }
    }
  }

  private static byte[] frame(int opcode, byte[] payload) {
    return ClientFrames.frame(0x80 | opcode, payload, ThreadLocalRandom.current().nextInt());
  }
}
