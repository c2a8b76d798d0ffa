package org.fanfare.consumer.test;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outlet.Written;
import org.fanfare.encoding.Encoded;
import org.fanfare.encoding.Payload;
import org.fanfare.status.Problem;
import org.fanfare.transport.Wire;
import org.jspecify.annotations.Nullable;

/**
 * The transport to a client of a test. The client reads all at once, or so many bytes in each
 * second; it answers the pings that it reads. What it had not read when the connection ended is
 * lost. For one thread.
 */
final class TestWire implements Wire {
  private static final int PING_BYTES = 8;

  private final Consumer<Payload> arrives;
  private final Consumer<Ended> closed;
  private final Queue<Part> underWay = new ArrayDeque<>();
  private @Nullable ClientConnection connection;
  private @Nullable Written written;
  private @Nullable Ended ended;
  private @Nullable Integer bytesEachSecond; // null for as many as there are
  private long room;

  /** A message or a ping that the client has not read yet. */
  private record Part(int size, Runnable arrive) {}

  /**
   * A wire to a client that reads all at once.
   *
   * @param arrives is given what the client reads
   * @param closed is told once why it has ended
   */
  TestWire(Consumer<Payload> arrives, Consumer<Ended> closed) {
    this.arrives = arrives;
    this.closed = closed;
  }

  /** The connection whose wire it is; pings are answered to it. */
  void opened(ClientConnection known) {
    connection = known;
  }

  /** Returns the connection whose wire it is; null before that is known. */
  @Nullable ClientConnection connection() {
    return connection;
  }

  @Override
  public long write(Encoded encoded, Written done) {
    occupy(done);
    addAll(encoded);
    flow();
    return encoded.size();
  }

  @Override
  public long ping(long mark, Encoded beside, Written done) {
    occupy(done);
    underWay.add(new Part(PING_BYTES, () -> answer(mark)));
    addAll(beside);
    flow();
    return PING_BYTES + beside.size();
  }

  private void occupy(Written done) {
    if (written != null || ended != null) {
      throw new IllegalStateException("a write while one is outstanding, or after the end");
    }
    written = done;
  }

  private void addAll(Encoded encoded) {
    for (Payload payload : encoded.payloads()) {
      underWay.add(new Part(payload.bytes().length, () -> arrives.accept(payload)));
    }
  }

  private void answer(long mark) {
    if (connection != null) {
      connection.ponged(mark);
    }
  }

  /** The client reads what it can. */
  private void flow() {
    for (Part next = underWay.peek(); next != null; next = underWay.peek()) {
      if (bytesEachSecond != null && room < next.size) {
        return;
      }
      room -= next.size;
      underWay.remove();
      next.arrive.run();
    }
    end(true);
  }

  private void end(boolean ready) {
    Written done = written;
    written = null;
    if (done != null) {
      done.done(ready);
    }
  }

  /**
   * The client reads so many bytes in each second from now on, beginning with the next; or all
   * there is, for null.
   */
  void reads(@Nullable Integer bytes) {
    bytesEachSecond = bytes;
    room = 0;
    if (bytes == null) {
      flow();
    }
  }

  /** A second has passed. */
  void second() {
    if (bytesEachSecond != null) {
      room = underWay.isEmpty() ? bytesEachSecond : room + bytesEachSecond;
      flow();
    }
  }

  /** Writes nothing: the client learns of the problem when the wire is closed. */
  @Override
  public long refuse(Problem problem, long retryMillis, Written done) {
    done.done(true);
    return 0;
  }

  @Override
  public void close(Ended reason) {
    ended = reason;
    underWay.clear();
    end(false);
    closed.accept(reason);
  }

  /** Returns why it has ended, or null if it has not. */
  @Nullable Ended ended() {
    return ended;
  }
}
