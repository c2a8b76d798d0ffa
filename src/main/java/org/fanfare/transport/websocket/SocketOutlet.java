package org.fanfare.transport.websocket;

import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import org.fanfare.connection.CloseReason;
import org.fanfare.connection.Outlet;

/**
 * What both kinds of socket have in common. Used as {@link Outlet} says.
 *
 * <p>The quirk: on Open Liberty 26.0.0.3 a ping is written by the caller's thread, and if the peer
 * is gone it closes the session there too, which waits for another thread, or for ever: so neither
 * is done on a shard.
 */
abstract class SocketOutlet implements Outlet {
  private static final System.Logger LOG = System.getLogger(SocketOutlet.class.getName());

  private final Session session;
  private final Sockets sockets;

  SocketOutlet(Session session, Sockets sockets) {
    this.session = session;
    this.sockets = sockets;
  }

  final void sendText(String text, Written written) {
    try {
      session.getAsyncRemote().sendText(text, result -> written.done(result.isOK()));
    } catch (RuntimeException gone) { // Tyrus 2.1 has no narrower type for a socket that is gone
      written.done(false);
    }
  }

  final void sendBytes(ByteBuffer bytes, Written written) {
    try {
      session.getAsyncRemote().sendBinary(bytes, result -> written.done(result.isOK()));
    } catch (RuntimeException gone) { // Tyrus 2.1 has no narrower type for a socket that is gone
      written.done(false);
    }
  }

  final void sendPing(long mark, Written written) {
    try {
      sockets.workers().execute(() -> written.done(pinged(mark)));
    } catch (RejectedExecutionException stopped) {
      written.done(false);
    }
  }

  private boolean pinged(long mark) {
    try {
      session.getAsyncRemote().sendPing(ByteBuffer.allocate(Long.BYTES).putLong(0, mark));
      return true;
    } catch (IOException | RuntimeException gone) {
      return false;
    }
  }

  @Override
  public void close(CloseReason reason) {
    sockets.closers().execute(() -> closeNow(reason));
  }

  private void closeNow(CloseReason reason) {
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
