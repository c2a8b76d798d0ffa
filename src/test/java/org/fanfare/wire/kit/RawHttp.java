package org.fanfare.wire.kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.fanfare.gate.Transcript;

/**
 * A socket on which a test writes any bytes it likes and reads answers as HTTP/1.1.
 *
 * <p>For one thread, or for one that reads and one that writes. No read waits longer than 10
 * seconds, unless it {@link #listens}, and no write longer than a minute.
 */
public final class RawHttp implements AutoCloseable {
  private final Socket tcp;
  private final Socket socket;
  private final InputStream in;
  private final String name;
  private final Answers answers;
  private volatile boolean listening;

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
    answers = new Answers(in, name, bytes -> writeDown("reads", bytes));
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
    writeDown("sends", bytes);
    Future<?> bound = endsAfter(Duration.ofMinutes(1));
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } finally {
      bound.cancel(false);
    }
    return this;
  }

  /** Ends the connection when the time is over, unless what is returned was cancelled. */
  Future<?> endsAfter(Duration time) {
    return Deadline.of(time, tcp);
  }

  /**
   * Lets every read wait for as long as the connection lives. StartAt now on it is not written down
   * what is sent and read: whoever listens knows what of it matters.
   */
  void listens() throws IOException {
    tcp.setSoTimeout(0);
    listening = true;
  }

  private void writeDown(String what, byte[] bytes) {
    if (!listening) {
      Transcript.add(name + " " + what, bytes);
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
    return answers.rest(head);
  }

  /** Returns the status and headers of the next answer, its body unread and empty. */
  public Response head() throws IOException {
    return answers.head();
  }

  /** Returns the next chunk of a chunked body, empty at its end. */
  public byte[] readChunk() throws IOException {
    return answers.chunk();
  }

  /** Returns exactly {@code count} bytes; a time-out tells how many of them had come. */
  public byte[] exactly(int count) throws IOException {
    return answers.exactly(count);
  }

  /** Returns the next line without its end. */
  public String line() throws IOException {
    return answers.line();
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

  /** Returns what the transcript calls it: by its two ports. */
  @Override
  public String toString() {
    return name;
  }

  /** Ends the connection below TLS, which would first wait until the server has said goodbye. */
  @Override
  public void close() throws IOException {
    tcp.close();
  }
}
