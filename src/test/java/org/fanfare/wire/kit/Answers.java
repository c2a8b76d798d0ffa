package org.fanfare.wire.kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The answers of HTTP/1.1 that come on a connection, and the bytes behind them. For one thread. */
final class Answers {
  private final InputStream in;
  private final String name;
  private final Consumer<byte[]> read;

  /**
   * Reads from a stream that {@code name} is the name of.
   *
   * @param read is told what was read
   */
  Answers(InputStream in, String name, Consumer<byte[]> read) {
    this.in = in;
    this.name = name;
    this.read = read;
  }

  /** Returns {@code head} with the body that follows it. */
  RawHttp.Response rest(RawHttp.Response head) throws IOException {
    return new RawHttp.Response(head.status(), head.headers(), new String(body(head), UTF_8));
  }

  /** Returns the status and headers of the next answer, its body unread and empty. */
  RawHttp.Response head() throws IOException {
    List<String> lines = new ArrayList<>();
    try {
      for (String line = nextLine(); !line.isEmpty(); line = nextLine()) {
        lines.add(line);
      }
    } finally {
      tell(lines);
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon), line.substring(colon + 1).trim(), (a, b) -> a + ", " + b);
    }
    return new RawHttp.Response(Integer.parseInt(lines.get(0).split(" ", 3)[1]), headers, "");
  }

  /** An upgrade is told in one piece: the lines of hundreds would push out what is known before. */
  private void tell(List<String> lines) {
    boolean upgrade = !lines.isEmpty() && lines.get(0).contains(" 101 ");
    for (String entry : upgrade ? List.of(String.join("\n", lines)) : lines) {
      read.accept(entry.getBytes(ISO_8859_1));
    }
  }

  private byte[] body(RawHttp.Response head) throws IOException {
    String length = head.header("Content-Length");
    if (head.status() == 204 || head.status() == 101) {
      return new byte[0];
    } else if (!length.isEmpty()) {
      return exactly(Integer.parseInt(length));
    } else if (!head.header("Transfer-Encoding").equalsIgnoreCase("chunked")) {
      return in.readAllBytes();
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
      body.write(chunk);
    }
    return body.toByteArray();
  }

  /** Returns the next chunk of a chunked body, empty at its end. */
  byte[] chunk() throws IOException {
    byte[] chunk = exactly(Integer.parseInt(line().trim(), 16));
    line();
    return chunk;
  }

  /** Returns exactly {@code count} bytes; a time-out tells how many of them had come. */
  byte[] exactly(int count) throws IOException {
    byte[] bytes = new byte[count];
    int had = 0;
    while (had < count) {
      int more = readMore(bytes, had);
      if (more < 0) {
        throw new EOFException("the server closed after " + had + " of " + count);
      }
      had += more;
    }
    read.accept(bytes);
    return bytes;
  }

  private int readMore(byte[] bytes, int count) throws IOException {
    try {
      return in.read(bytes, count, bytes.length - count);
    } catch (SocketTimeoutException silent) {
      SocketTimeoutException told =
          new SocketTimeoutException(
              "only %d of %d bytes had come on %s".formatted(count, bytes.length, name));
      told.initCause(silent);
      throw told;
    }
  }

  /** Returns the next line without its end. */
  String line() throws IOException {
    String line = nextLine();
    read.accept(line.getBytes(ISO_8859_1));
    return line;
  }

  private String nextLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed within a line: " + line.toString(UTF_8));
      }
      line.write(next);
    }
    return line.toString(ISO_8859_1).replaceFirst("\r$", "");
  }
}
