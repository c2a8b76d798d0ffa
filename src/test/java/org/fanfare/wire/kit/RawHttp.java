package org.fanfare.wire.kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.fanfare.gate.Transcript;

/**
 * A socket on which a test writes any bytes it likes and reads answers as HTTP/1.1.
 *
 * <p>For one thread. No read waits longer than 10 seconds, and no write longer than a minute.
 */
public final class RawHttp implements AutoCloseable {
  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  private final Socket tcp;
  private final Socket socket;
  private final InputStream in;
  private final String name;

  /**
   * An answer.
   *
   * @param headers by name, in any case; repeated ones joined with a comma
   */
  public record Response(int status, Map<String, String> headers, String body) {
    /** Returns a header, empty if there is none. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }

    /** Returns status and code of a problem, as {@link Answer#problem} does. */
    public String problem() {
      return Problem.of(status, header("Content-Type"), body);
    }
  }

  private RawHttp(Server server, String source) throws IOException {
    tcp = new Socket();
    tcp.bind(new InetSocketAddress(source, 0));
    tcp.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), 10_000);
    tcp.setSoTimeout(10_000);
    tcp.setTcpNoDelay(true);
    socket =
        server.isSecure()
            ? Tls.CONTEXT.getSocketFactory().createSocket(tcp, "127.0.0.1", server.port(), true)
            : tcp;
    in = new BufferedInputStream(socket.getInputStream());
    name = "socket " + tcp.getLocalPort() + " to " + server.port();
  }

  private static ScheduledThreadPoolExecutor clock() {
    ThreadFactory daemons =
        task -> {
          Thread thread = new Thread(task, "test-write-bound");
          thread.setDaemon(true);
          return thread;
        };
    ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, daemons);
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  /** Returns a socket connected to {@code server}. */
  public static RawHttp to(Server server) throws IOException {
    return from("127.0.0.1", server);
  }

  /** Returns a socket connected to {@code server} from an address of this machine. */
  public static RawHttp from(String source, Server server) throws IOException {
    return new RawHttp(server, source);
  }

  /** Writes {@code text} as UTF-8. */
  public RawHttp send(String text) throws IOException {
    return send(text.getBytes(UTF_8));
  }

  /** Writes {@code bytes}; fails if the server does not take them within a minute. */
  public RawHttp send(byte[] bytes) throws IOException {
    Transcript.add(name + " sends", bytes);
    Future<?> bound = CLOCK.schedule(this::endTcp, 1, TimeUnit.MINUTES);
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } finally {
      bound.cancel(false);
    }
    return this;
  }

  private void endTcp() {
    try {
      tcp.close();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Writes one chunk of a chunked body. */
  public RawHttp chunk(String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    send(Integer.toHexString(bytes.length) + "\r\n");
    send(bytes);
    return send("\r\n");
  }

  /** Writes a request without a body; {@code headers} are whole lines. */
  public RawHttp request(Server server, String method, String target, String... headers)
      throws IOException {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(server.host()).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return send(head.append("\r\n").toString());
  }

  /** Says that nothing more will be written, and keeps reading. */
  public void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  /** Tells whether something has come that was not read yet. */
  public boolean hasAnswer() throws IOException {
    return in.available() > 0;
  }

  /** Returns the next answer whole. */
  public Response response() throws IOException {
    return rest(head());
  }

  /** Returns {@code head} with the body that follows it. */
  public Response rest(Response head) throws IOException {
    return new Response(head.status(), head.headers(), new String(body(head), UTF_8));
  }

  /** Returns the status and headers of the next answer, its body unread and empty. */
  public Response head() throws IOException {
    String[] status = line().split(" ", 3);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon), line.substring(colon + 1).trim(), (a, b) -> a + ", " + b);
    }
    return new Response(Integer.parseInt(status[1]), headers, "");
  }

  private byte[] body(Response head) throws IOException {
    String length = head.header("Content-Length");
    if (head.status() == 204 || head.status() == 101) {
      return new byte[0];
    } else if (!length.isEmpty()) {
      return exactly(Integer.parseInt(length));
    } else if (!head.header("Transfer-Encoding").equalsIgnoreCase("chunked")) {
      return in.readAllBytes();
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] chunk = readChunk(); chunk.length > 0; chunk = readChunk()) {
      body.write(chunk);
    }
    return body.toByteArray();
  }

  /** Returns the next chunk of a chunked body, empty at its end. */
  public byte[] readChunk() throws IOException {
    byte[] chunk = exactly(Integer.parseInt(line().trim(), 16));
    line();
    return chunk;
  }

  /** Returns exactly {@code count} bytes; a time-out tells how many of them had come. */
  public byte[] exactly(int count) throws IOException {
    byte[] bytes = new byte[count];
    int read = 0;
    while (read < count) {
      int more = readMore(bytes, read);
      if (more < 0) {
        throw new EOFException("the server closed after " + read + " of " + count);
      }
      read += more;
    }
    Transcript.add(name + " reads", bytes);
    return bytes;
  }

  private int readMore(byte[] bytes, int read) throws IOException {
    try {
      return in.read(bytes, read, bytes.length - read);
    } catch (SocketTimeoutException silent) {
      SocketTimeoutException told =
          new SocketTimeoutException(
              "only %d of %d bytes had come to port %d"
                  .formatted(read, bytes.length, tcp.getLocalPort()));
      told.initCause(silent);
      throw told;
    }
  }

  /** Returns the next line without its end. */
  public String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed within a line: " + line.toString(UTF_8));
      }
      line.write(next);
    }
    Transcript.add(name + " reads", line.toByteArray());
    return line.toString(ISO_8859_1).replaceFirst("\r$", "");
  }

  /** Returns what the server still sends, a character for each byte, until it closes. */
  public String untilItCloses() throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    try {
      in.transferTo(sent);
    } catch (SocketTimeoutException open) {
      throw new IOException("still open, after " + sent.toString(ISO_8859_1), open);
    } catch (IOException reset) {
      return sent.toString(ISO_8859_1); // it is closed, too
    }
    return sent.toString(ISO_8859_1);
  }

  /** Tells whether the server closes, after at most what it still sends. */
  public boolean closes() {
    try {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return true;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /** Ends the connection below TLS, which would first wait until the server has said goodbye. */
  @Override
  public void close() throws IOException {
    tcp.close();
  }
}
