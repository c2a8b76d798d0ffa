package org.fanfare.consumer.run;

import java.util.List;
import java.util.function.Consumer;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outlet.Written;
import org.fanfare.encoding.Encoded;
import org.fanfare.encoding.Payload;
import org.fanfare.session.Inbox;
import org.fanfare.status.Problem;
import org.fanfare.transport.Wire;
import org.jspecify.annotations.Nullable;

/**
 * The transport between a session and its client, which may break in the ways of the network: it
 * may take writes that never arrive, or take nothing more. For one thread.
 */
final class SessionWire implements Wire {
  private final Consumer<Payload> arrives;
  private @Nullable ClientConnection connection;
  private @Nullable Inbox inbox;
  private boolean halfOpen;
  private boolean stuck;
  private @Nullable Written outstanding;
  private @Nullable Ended closed;
  private @Nullable Problem refusal;

  /**
   * A wire that works.
   *
   * @param arrives is given what arrives at the client
   */
  SessionWire(Consumer<Payload> arrives) {
    this.arrives = arrives;
  }

  void connected(ClientConnection to) {
    connection = to;
  }

  void connected(ClientConnection to, Inbox listening) {
    connection = to;
    inbox = listening;
  }

  /** Both sides believe that it works, and nothing arrives any more. */
  void isHalfOpen() {
    halfOpen = true;
  }

  /** It takes no further write. */
  void isStuck() {
    stuck = true;
  }

  /** The server notices that the client is not there. */
  void breaks() {
    ClientConnection known = connection;
    if (known != null) {
      known.gone();
    }
  }

  /** The client closes it well. */
  void closesWell() {
    ClientConnection known = connection;
    if (known != null) {
      known.left();
    }
  }

  /** The client of a socket says something. */
  void says(String frame) {
    Inbox known = inbox;
    if (known == null) {
      throw new IllegalStateException("it is no socket");
    }
    if (!halfOpen && closed == null) {
      known.text(frame);
    }
  }

  /** The same, long after it was sent. */
  void saysLate(String frame) {
    Inbox known = inbox;
    if (known != null) {
      known.text(frame);
    }
  }

  boolean isSocket() {
    return inbox != null;
  }

  /** Why the server has ended it, or null. */
  @Nullable Ended closed() {
    return closed;
  }

  /** Why it never began, or null. */
  @Nullable Problem refusal() {
    return refusal;
  }

  @Override
  public long write(Encoded encoded, Written written) {
    if (outstanding != null || closed != null) {
      throw new AssertionError("a write while one is outstanding, or after the end");
    }
    if (stuck) {
      outstanding = written;
      return encoded.size();
    }
    List<Payload> payloads = encoded.payloads();
    written.done(true);
    if (!halfOpen) {
      payloads.forEach(arrives);
    }
    return encoded.size();
  }

  @Override
  public long ping(long mark, Encoded beside, Written written) {
    ClientConnection known = connection;
    if (known != null && !halfOpen && !stuck) {
      known.ponged(mark);
    }
    if (beside.isEmpty()) {
      written.done(true);
      return 0;
    }
    return write(beside, written);
  }

  @Override
  public long refuse(Problem problem, long retryMillis, Written written) {
    refusal = problem;
    written.done(true);
    return 0;
  }

  @Override
  public void close(Ended reason) {
    if (closed != null) {
      throw new AssertionError("closed twice");
    }
    closed = reason;
    Written told = outstanding;
    outstanding = null;
    if (told != null) {
      told.done(false);
    }
  }
}
