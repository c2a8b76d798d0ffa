package org.fanfare.wire.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Future;
import org.fanfare.gate.Transcript;
import org.fanfare.harness.ClientFrames;

/**
 * A WebSocket that lives: whoever reads it is told each message as it comes, while pings and the
 * goodbye are answered. One thread reads; any thread may send, close or kill. Sending is done one
 * after the other, an answer to a ping among it.
 *
 * <p>Frames that come right behind the answer to the handshake, in its segment even, are read like
 * all others. No step of the opening waits longer than 10 seconds, no sending longer than a minute.
 * Who closes waits for nothing: a server that does not answer the goodbye is left after 10 seconds.
 *
 * <pre>{@code
 * LiveSocket socket = LiveSocket.open(server, "demo.board", "", "fanfare");
 * LiveSocket.onThread(() -> socket.read(handler));
 * socket.send("{\"publish\":{\"text\":\"hello\"}}");
 * }</pre>
 */
final class LiveSocket implements AutoCloseable {
  /** The code that tells of an end without a goodbye, as in a browser. */
  static final int NO_GOODBYE = 1006;

  private static final int NO_CODE = 1005;
  private static final int NORMAL = 1000;
  private static final Duration UNTIL_ANSWERED = Duration.ofSeconds(10);
  private static final Duration UNTIL_TCP_ENDS = Duration.ofSeconds(2);

  /** Hundreds of them listen at once, and none calls deeply. */
  private static final int STACK = 256 * 1024;

  private final RawSocket socket;
  private boolean saidGoodbye; // guarded by this
  private volatile boolean killed;

  /** Who is told what comes, by the thread that reads. */
  interface Handler {
    /** A text message came. */
    default void text(String message) {}

    /** A binary message came. */
    default void bytes(byte[] message) {}

    /**
     * The server has said goodbye, or TCP has ended without: {@link #NO_GOODBYE}. It is the last
     * that is told.
     */
    default void closed(int code, String reason) {}

    /** The connection broke, or what came is not of the protocol. It is the last that is told. */
    default void broke(Exception why) {}
  }

  private LiveSocket(RawSocket socket) {
    this.socket = socket;
  }

  /**
   * Returns an open socket to {@code groups}, of a subprotocol unless it is empty, that nobody
   * reads yet. Throws an {@link IOException} that says what the server answered instead.
   *
   * @param headers more of them, as name, value, name, value
   */
  static LiveSocket open(
      Server server, String groups, String query, String subprotocol, String... headers)
      throws IOException {
    Handshake handshake = new Handshake(subprotocol);
    RawSocket socket =
        RawSocket.handshake(server, server.target(groups, query), handshake.lines(headers));
    try {
      handshake.check(socket);
      socket.http().listens();
      return new LiveSocket(socket);
    } catch (IOException | RuntimeException refused) {
      socket.close();
      throw refused;
    }
  }

  /** Runs what reads a socket, on a thread that ends with it and keeps no JVM alive. */
  static void onThread(Runnable reading) {
    Thread thread = new Thread(null, reading, "test-socket", STACK);
    thread.setDaemon(true);
    thread.start();
  }

  /** Reads until the connection ends, or is killed: of that {@code handler} is told nothing. */
  void read(Handler handler) {
    try (RawHttp http = socket.http()) {
      RawSocket.Frame goodbye = untilGoodbye(handler);
      byte[] payload = goodbye.bytes();
      int code = payload.length < 2 ? NO_CODE : ByteBuffer.wrap(payload).getChar();
      String reason = payload.length < 2 ? "" : text(payload, 2);
      answer(RawSocket.CLOSE, Arrays.copyOf(payload, Math.min(2, payload.length)));
      closed(handler, code, reason);
      Future<?> bound = http.endsAfter(UNTIL_TCP_ENDS);
      http.closes(); // the server first, as it should
      bound.cancel(false);
    } catch (EOFException ended) {
      closed(handler, NO_GOODBYE, "");
    } catch (IOException | RuntimeException broken) {
      if (!killed) {
        Transcript.add(socket.http() + " broke", broken.toString());
        handler.broke(broken);
      }
    }
  }

  private void closed(Handler handler, int code, String reason) {
    if (!killed) {
      Transcript.add(socket.http() + " was closed", (code + " " + reason).strip());
      handler.closed(code, reason);
    }
  }

  private RawSocket.Frame untilGoodbye(Handler handler) throws IOException {
    Messages messages = new Messages(socket);
    while (true) {
      RawSocket.Frame next = messages.next();
      switch (next.opcode()) {
        case RawSocket.TEXT -> handler.text(text(next.bytes(), 0));
        case RawSocket.BINARY -> handler.bytes(next.bytes());
        case RawSocket.PING -> answer(RawSocket.PONG, next.bytes());
        case RawSocket.CLOSE -> {
          return next;
        }
        default -> {
          // Nobody waits for a pong.
        }
      }
    }
  }

  private static String text(byte[] bytes, int from) throws IOException {
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, bytes.length - from)).toString();
  }

  /** What cannot be answered any more may still have said why: it is read on. */
  private synchronized void answer(int opcode, byte[] payload) {
    try {
      if (!saidGoodbye) {
        saidGoodbye = opcode == RawSocket.CLOSE;
        socket.send(true, opcode, payload);
      }
    } catch (IOException taken) {
      Transcript.add(socket.http() + " takes no answer", taken.toString());
    }
  }

  /** Sends a text message. */
  void send(String message) throws IOException {
    Transcript.add(socket.http() + " sends", message);
    send(RawSocket.TEXT, message.getBytes(UTF_8));
  }

  /** Sends a binary message. */
  void send(byte[] message) throws IOException {
    Transcript.add(socket.http() + " sends", message);
    send(RawSocket.BINARY, message);
  }

  private synchronized void send(int opcode, byte[] payload) throws IOException {
    if (saidGoodbye) {
      throw new ProtocolException("it has said goodbye: " + socket.http());
    }
    socket.send(true, opcode, payload);
  }

  /** Says goodbye, if that was not done yet; what comes until it is answered is still read. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the end that it brings may have come before
  public synchronized void close() {
    if (!saidGoodbye) {
      saidGoodbye = true;
      try {
        socket.http().send(new ClientFrames().close(NORMAL, "bye").bytes());
        socket.http().endsAfter(UNTIL_ANSWERED);
      } catch (IOException gone) {
        endTcp(); // nobody is there to say it to
      }
    }
  }

  /** Vanishes without a word. */
  void kill() {
    killed = true;
    endTcp();
  }

  private void endTcp() {
    try {
      socket.close();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Returns what the transcript calls it. */
  @Override
  public String toString() {
    return socket.http().toString();
  }
}
