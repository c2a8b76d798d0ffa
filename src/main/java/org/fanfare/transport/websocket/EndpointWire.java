package org.fanfare.transport.websocket;

import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outlet.Written;
import org.fanfare.encoding.Encoded;
import org.fanfare.encoding.Payload;
import org.fanfare.status.Problem;
import org.fanfare.threads.SerialDrain;
import org.fanfare.transport.Wire;

/**
 * A session of a standard endpoint, with one message for each payload. Called as {@link Wire} says.
 *
 * <p>The messages of one write are sent one after the other, each when the server has taken the
 * previous one. That may be at once, on the same thread; therefore the messages are sent in a loop
 * and not by recursion.
 *
 * <p>A ping may wait, and may close the session of a client that is gone ({@link
 * org.fanfare.transport.Quirk#PINGS_WAIT}). Therefore pings and closes do not run on a shard. No
 * two sends overlap ({@link org.fanfare.transport.Quirk#FAILS_OVERLAPPING_SENDS}).
 */
final class EndpointWire extends SerialDrain implements Wire {
  private static final System.Logger LOG = System.getLogger(EndpointWire.class.getName());

  /**
   * The minimum number of bytes that a message takes in addition to its content while it waits in
   * the server.
   */
  private static final int FRAME = 16;

  private final Session session;
  private final SocketServices sockets;
  private final SendGate gate = new SendGate();
  private List<Payload> left = List.of(); // of the outstanding write
  private int next;
  private Written written = ready -> {};

  EndpointWire(Session session, SocketServices sockets) {
    this.session = session;
    this.sockets = sockets;
  }

  @Override
  public long write(Encoded encoded, Written done) {
    List<Payload> payloads = encoded.payloads();
    if (payloads.size() == 1) {
      send(payloads.get(0), done);
    } else {
      left = payloads;
      next = 0;
      written = done;
      turn();
    }
    return encoded.size() + (long) FRAME * payloads.size();
  }

  /** Sends the next payload. The one after it is sent when this one was taken, never before. */
  @Override
  protected void round() {
    if (next == left.size()) {
      left = List.of();
      written.done(true);
      return;
    }
    send(left.get(next++), this::sent);
  }

  private void sent(boolean ready) {
    if (ready) {
      turn();
    } else {
      left = List.of();
      written.done(false);
    }
  }

  private void send(Payload payload, Written done) {
    if (!gate.enter()) {
      done.done(false);
      return;
    }
    try {
      if (payload.isText()) {
        session.getAsyncRemote().sendText(payload.text(), result -> done.done(result.isOK()));
      } else {
        session
            .getAsyncRemote()
            .sendBinary(ByteBuffer.wrap(payload.bytes()), result -> done.done(result.isOK()));
      }
    } catch (RuntimeException gone) { // of no narrower type (Quirk.TELLS_CLOSES_UNTYPED)
      done.done(false);
    } finally {
      gate.leave();
    }
  }

  @Override
  public long ping(long mark, Encoded beside, Written done) {
    try {
      sockets.workers().execute(() -> pinged(mark, beside, done));
    } catch (RejectedExecutionException stopped) {
      done.done(false);
    }
    return beside.size();
  }

  private void pinged(long mark, Encoded beside, Written done) {
    if (!gate.enter()) {
      done.done(false);
      return;
    }
    try {
      session.getAsyncRemote().sendPing(ByteBuffer.allocate(Long.BYTES).putLong(0, mark));
    } catch (IOException | RuntimeException gone) {
      done.done(false);
      return;
    } finally {
      gate.leave();
    }
    if (beside.isEmpty()) {
      done.done(true);
    } else {
      write(beside, done);
    }
  }

  @Override
  public long refuse(Problem problem, long retryMillis, Written done) {
    done.done(true); // the close frame has the reason
    return 0;
  }

  /**
   * Called when the session has ended. When this returns, no other thread is inside a send to the
   * session, unless a send has lasted longer than {@link SendGate#MOST_MILLIS}.
   */
  void gone() {
    gate.shut();
  }

  @Override
  public void close(Ended reason) {
    sockets.closers().execute(() -> closeNow(reason));
  }

  private void closeNow(Ended reason) {
    try {
      if (session.isOpen()) {
        session.close(
            new jakarta.websocket.CloseReason(
                CloseCodes.getCloseCode(reason.code()), reason.text()));
      }
    } catch (IOException | RuntimeException alreadyGone) {
      LOG.log(Level.TRACE, "closing a socket that is gone", alreadyGone);
    }
  }
}
