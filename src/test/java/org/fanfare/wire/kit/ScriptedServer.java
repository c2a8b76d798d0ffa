package org.fanfare.wire.kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A server of one WebSocket that does what a test says, byte by byte: in all that it is given and
 * gives a character is a byte. For one thread.
 */
final class ScriptedServer implements AutoCloseable {
  /** The head of an answer that upgrades, to no subprotocol. */
  static final String UPGRADE =
      """
      HTTP/1.1 101 Switching Protocols
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Accept: KEY
      """;

  private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private CompletableFuture<Socket> accepted = new CompletableFuture<>();
  private volatile String request = "";

  ScriptedServer() throws IOException {}

  /** Returns where it is. */
  Server address() {
    return new Server(URI.create("http://127.0.0.1:" + door.getLocalPort() + "/"));
  }

  /**
   * Accepts one client, and answers it with {@code head}, in which {@code KEY} is the answer to its
   * key, and {@code behind}, in one segment.
   */
  void answers(String head, String behind) {
    accepted =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                Socket socket = door.accept();
                socket.setSoTimeout(10_000);
                request = head(socket);
                String key = request.replaceFirst("(?s).*Sec-WebSocket-Key: (\\S+).*", "$1");
                String answer = head.replace("KEY", Handshake.accept(key)).replace("\n", "\r\n");
                write(socket, answer + "\r\n" + behind);
                return socket;
              } catch (IOException failed) {
                throw new UncheckedIOException(failed);
              }
            },
            LiveSocket::onThread);
  }

  private static String head(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  private Socket socket() {
    return accepted.orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** Returns the head of the request. */
  String request() {
    socket();
    return request;
  }

  /** Writes {@code octets}. */
  void writes(String octets) throws IOException {
    write(socket(), octets);
  }

  private static void write(Socket socket, String octets) throws IOException {
    socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
  }

  /** Returns the next frame of the client, which must be masked: its first byte and its payload. */
  String frame() throws IOException {
    DataInputStream in = new DataInputStream(socket().getInputStream());
    int first = in.readUnsignedByte();
    int length = in.readUnsignedByte() - 0x80;
    if (length < 0) {
      throw new IOException("not masked");
    }
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes(length);
    for (int i = 0; i < length; i++) {
      payload[i] ^= mask[i & 3];
    }
    return Integer.toHexString(first) + " " + new String(payload, ISO_8859_1);
  }

  /** Tells whether the client ends TCP within that time, having sent nothing more. */
  boolean endsWithin(int millis) throws IOException {
    socket().setSoTimeout(millis);
    try {
      return socket().getInputStream().read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /** Ends TCP with its client, once that was answered. */
  void ends() throws IOException {
    socket().close();
  }

  @Override
  public void close() throws IOException {
    if (!accepted.isCompletedExceptionally() && accepted.isDone()) {
      accepted.join().close();
    }
    door.close();
  }

  /** Returns a text message as a server sends it. */
  static String text(String message) {
    return frame(0x81, new String(message.getBytes(UTF_8), ISO_8859_1));
  }

  /** Returns a frame as a server sends it. */
  static String frame(int first, String octets) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    int length = octets.length();
    int extended = length < 126 ? 0 : length < 65_536 ? 2 : 8;
    frame.write(first);
    frame.write(extended == 0 ? length : extended == 2 ? 126 : 127);
    for (int i = extended - 1; i >= 0; i--) {
      frame.write((int) ((long) length >>> (8 * i)));
    }
    return frame.toString(ISO_8859_1) + octets;
  }
}
