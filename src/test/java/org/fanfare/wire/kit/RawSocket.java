package org.fanfare.wire.kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A WebSocket made by hand, frame by frame, right or wrong. For one thread.
 *
 * <p>It answers no ping by itself.
 */
public final class RawSocket implements AutoCloseable {
  /** The opcodes of RFC 6455. */
  public static final int CONTINUATION = 0, TEXT = 1, BINARY = 2, CLOSE = 8, PING = 9, PONG = 10;

  /**
   * The reserved bit of a deflated message (RFC 7692), which is sent by adding it to the opcode.
   */
  public static final int DEFLATED = 0x40;

  /** The key of the example in RFC 6455. */
  public static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

  private final RawHttp http;
  private final RawHttp.Response handshake;
  private final Server server;
  private final String target;

  /**
   * A frame.
   *
   * @param reserved the reserved bits, where they stand in the first byte
   * @param octets what it carries, a character for each byte
   */
  public record Frame(boolean last, int reserved, int opcode, String octets) {
    /** Returns what it carries. */
    public byte[] bytes() {
      return octets.getBytes(ISO_8859_1);
    }

    /** Returns what it carries as text. */
    public String text() {
      return new String(bytes(), UTF_8);
    }

    /** Returns code and reason of a closing frame, as in {@code "1008 refused"}. */
    public String closing() {
      return octets.length() < 2
          ? "no code"
          : ((octets.charAt(0) << 8) + octets.charAt(1)) + " " + text(2);
    }

    private String text(int from) {
      return new String(octets.substring(from).getBytes(ISO_8859_1), UTF_8);
    }
  }

  private RawSocket(RawHttp http, RawHttp.Response handshake, Server server, String target) {
    this.http = http;
    this.handshake = handshake;
    this.server = server;
    this.target = target;
  }

  /** Asks for an upgrade with the headers given, whole lines, besides Host, Upgrade, Connection. */
  public static RawSocket handshake(Server server, String target, String... headers)
      throws IOException {
    RawHttp http = RawHttp.to(server);
    List<String> lines = new ArrayList<>(List.of("Upgrade: websocket", "Connection: Upgrade"));
    lines.addAll(List.of(headers));
    http.request(server, "GET", target, lines.toArray(String[]::new));
    RawHttp.Response head = http.head();
    return new RawSocket(http, head, server, target);
  }

  /** Asks for an upgrade as it should be asked for, with more headers, whole lines. */
  public static RawSocket upgrade(Server server, String target, String... more) throws IOException {
    List<String> lines = new ArrayList<>(List.of(KEY, "Sec-WebSocket-Version: 13"));
    lines.addAll(List.of(more));
    return handshake(server, target, lines.toArray(String[]::new));
  }

  /** Returns a socket to {@code groups}, of a subprotocol unless it is empty. */
  public static RawSocket open(Server server, String groups, String query, String subprotocol)
      throws IOException {
    String target = server.target(groups, query);
    RawSocket socket =
        subprotocol.isEmpty()
            ? upgrade(server, target)
            : upgrade(server, target, "Sec-WebSocket-Protocol: " + subprotocol);
    if (socket.status() != 101) {
      throw new IOException("no upgrade: " + socket.handshake);
    }
    return socket;
  }

  /** Returns the status of the handshake. */
  public int status() {
    return handshake.status();
  }

  /** Returns a header of the handshake's answer. */
  public String header(String name) {
    return handshake.header(name);
  }

  /** Returns the whole answer to the handshake. */
  public RawHttp.Response answer() throws IOException {
    return http.rest(handshake);
  }

  /** Returns status and code of the problem with which the upgrade was refused. */
  public String refusal() throws IOException {
    return status() == 101 ? "101, an upgrade" : answer().problem();
  }

  /** Returns the socket beneath. */
  public RawHttp http() {
    return http;
  }

  /** Sends a whole masked frame. */
  public void send(int opcode, String payload) throws IOException {
    send(true, opcode, payload.getBytes(UTF_8));
  }

  /** Sends a masked frame. */
  public void send(boolean last, int opcode, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write((last ? 0x80 : 0) | opcode);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else if (payload.length < 65_536) {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    } else {
      frame.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >> shift));
      }
    }
    byte[] mask = {0x5a, 0x11, (byte) 0xc3, 0x7e};
    frame.write(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ mask[i & 3]);
    }
    http.send(frame.toByteArray());
  }

  /** Returns the next frame. */
  public Frame frame() throws IOException {
    byte[] start = http.exactly(2);
    if ((start[1] & 0x80) != 0) {
      throw new IOException("the server masked a frame");
    }
    long length = start[1] & 0x7f;
    if (length >= 126) {
      int bytes = length == 126 ? 2 : 8;
      length = 0;
      for (byte next : http.exactly(bytes)) {
        length = length << 8 | (next & 0xff);
      }
    }
    byte[] payload = http.exactly(Math.toIntExact(length));
    return new Frame(
        (start[0] & 0x80) != 0, start[0] & 0x70, start[0] & 0x0f, new String(payload, ISO_8859_1));
  }

  /**
   * Returns the next frame that is not a ping; a time-out tells what the groups' log has, so that
   * one can see on which side of it a message was lost, or late.
   */
  public Frame message() throws IOException {
    try {
      Frame next = frame();
      while (next.opcode() == PING) {
        next = frame();
      }
      return next;
    } catch (SocketTimeoutException silent) {
      silent.addSuppressed(new IOException("the log: " + log()));
      throw silent;
    }
  }

  private String log() {
    try (RawHttp other = RawHttp.to(server)) {
      String path = target.replaceFirst("[?].*", "");
      String body = other.request(server, "GET", path + "?after=start&wait=0").response().body();
      return body.length() + " characters, " + body.substring(0, Math.min(200, body.length()));
    } catch (IOException unanswered) {
      return "not to be had, " + unanswered;
    }
  }

  /** Returns code and reason of the closing frame that comes after at most 1,000 others. */
  public String closing() throws IOException {
    for (int i = 0; i < 1000; i++) {
      Frame next = frame();
      if (next.opcode() == CLOSE) {
        return next.closing();
      }
    }
    throw new IOException("the server does not close");
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
