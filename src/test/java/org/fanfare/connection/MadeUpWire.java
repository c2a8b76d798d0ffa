package org.fanfare.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.encoding.Encoded;
import org.fanfare.encoding.Payload;
import org.fanfare.status.Problem;
import org.fanfare.transport.Wire;
import org.jspecify.annotations.Nullable;

/**
 * A wire that no server has: what it is given is taken when the test says so. It stands for any
 * transport that may come.
 */
final class MadeUpWire implements Wire {
  private final List<String> messages = new ArrayList<>();
  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
  private Outlet.@Nullable Written outstanding;
  private @Nullable Ended closed;
  private long marked;

  @Override
  public long write(Encoded encoded, Outlet.Written written) {
    if (outstanding != null || closed != null) {
      throw new AssertionError("a write while one is outstanding, or after the end");
    }
    for (Payload payload : encoded.payloads()) {
      messages.add(new String(payload.bytes(), UTF_8));
      stream.writeBytes(payload.bytes());
    }
    outstanding = written;
    return encoded.bytes().length;
  }

  @Override
  public long ping(long mark, Encoded beside, Outlet.Written written) {
    marked = mark;
    return write(beside, written);
  }

  @Override
  public long refuse(Problem problem, long retryMillis, Outlet.Written written) {
    throw new AssertionError("refused: " + problem);
  }

  @Override
  public void close(Ended reason) {
    closed = reason;
  }

  /** Whether something waits for the client. */
  boolean isOutstanding() {
    return outstanding != null;
  }

  /** The client takes what was written, and answers the last ping. */
  void take(ClientConnection connection) {
    Outlet.Written written = outstanding;
    outstanding = null;
    if (written != null) {
      written.done(true);
    }
    if (marked != 0) {
      connection.ponged(marked);
      marked = 0;
    }
  }

  /** Why it was closed, or null. */
  @Nullable Ended closed() {
    return closed;
  }

  /** Each payload, as a client that is given messages sees it. */
  List<String> messages() {
    return messages;
  }

  /** All payloads, as a client that is given a stream of bytes sees them. */
  byte[] stream() {
    return stream.toByteArray();
  }
}
