package org.fanfare.wire.kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fanfare.harness.ClientFrames;
import org.fanfare.harness.ServerFrame;

/**
 * A WebSocket made by hand, frame by frame, right or wrong. For one thread, or for one that reads
 * and one that sends.
 *
 * <p>It answers no ping by itself, unless it is asked for a message.
 */
public final class RawSocket implements AutoCloseable {
  /** The opcodes of RFC 6455. */
  public static final int CONTINUATION = ServerFrame.CONTINUATION,
      TEXT = ServerFrame.TEXT,
      BINARY = ServerFrame.BINARY,
      CLOSE = ServerFrame.CLOSE,
      PING = ServerFrame.PING,
      PONG = ServerFrame.PONG;

  /**
   * The reserved bit of a deflated message (RFC 7692), which is sent by adding it to the opcode.
   */
  public static final int DEFLATED = 0x40;

  /** The key of the example in RFC 6455. */
  public static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

  private final RawHttp http;
  private final RawHttp.Response handshake;
  private final ServerFrame next = new ServerFrame();
  private int mask = 0x5a11c37e;
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
      return ServerFrame.closing(bytes(), 0, octets.length());
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
    List<String> lines = new ArrayList<>(List.of("Upgrade: websocket", "Connection: Upgrade"));
    lines.addAll(List.of(headers));
    RawHttp http = RawHttp.to(server);
    try {
      http.request(server, "GET", target, lines.toArray(String[]::new));
      return new RawSocket(http, http.head(), server, target);
    } catch (IOException | RuntimeException unanswered) {
      http.close();
      throw unanswered;
    }
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

  /** Returns all headers of the handshake's answer. */
  public Map<String, String> headers() {
    return handshake.headers();
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
    http.send(ClientFrames.frame((last ? 0x80 : 0) | opcode, payload, mask));
    mask += 0x9e3779b9; // each frame has one of its own
  }

  /** Returns the next frame. */
  public Frame frame() throws IOException {
    byte[] bytes = http.exactly(2);
    while (!next.read(bytes, 0, bytes.length)) {
      byte[] more = http.exactly(next.missing());
      int whole = bytes.length;
      bytes = Arrays.copyOf(bytes, whole + more.length);
      System.arraycopy(more, 0, bytes, whole, more.length);
    }
    String octets = new String(bytes, next.from(), next.to() - next.from(), ISO_8859_1);
    return new Frame(next.isLast(), next.reserved(), next.opcode(), octets);
  }

  /**
   * Returns the next frame that is neither a ping, having answered those, nor the empty pong with
   * which a server that knows late where its client begins has the handshake leave; a time-out
   * tells what the groups' log has, so that one can see on which side of it a message was lost, or
   * late.
   */
  public Frame message() throws IOException {
    try {
      Frame next = frame();
      while (next.opcode() == PING || (next.opcode() == PONG && next.bytes().length == 0)) {
        if (next.opcode() == PING) {
          send(true, PONG, next.bytes());
        }
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

  /** What is sent by a thread of its own. */
  public interface Sending {
    /** Sends; fails when the server takes no more. */
    void run() throws IOException;
  }

  /**
   * Reads while {@code sending} runs, so that neither direction waits for the other; returns code
   * and reason of the closing frame, {@code "cut off"} if TCP ends without one, and {@code "open"}
   * if neither happens for ten seconds. Nothing can be sent or read afterwards.
   */
  public String closingWhile(Sending sending) throws IOException {
    Thread sender = new Thread(() -> untilCutOff(sending), "test-sender");
    sender.start();
    try {
      return closing();
    } catch (SocketTimeoutException silent) {
      return "open";
    } catch (IOException cutOff) {
      return "cut off";
    } finally {
      http.close(); // also what still sends ends with it
    }
  }

  private static void untilCutOff(Sending sending) {
    try {
      sending.run();
    } catch (IOException taken) {
      return; // whoever reads is told how it ended
    }
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
