package org.fanfare.transport.websocket;

import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.fanfare.connection.CloseReason;
import org.fanfare.connection.Outlet;

/** What both kinds of socket have in common. Used as {@link Outlet} says. */
abstract class SocketOutlet implements Outlet {
  private static final System.Logger LOG = System.getLogger(SocketOutlet.class.getName());

  private final Session session;
  private final Closers closers;

  SocketOutlet(Session session, Closers closers) {
    this.session = session;
    this.closers = closers;
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

  /** Sends a ping; false if the peer is gone. */
  final boolean sendPing() {
    try {
      session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
      return true;
    } catch (IOException | RuntimeException gone) {
      return false;
    }
  }

  @Override
  public void close(CloseReason reason) {
    closers.execute(() -> closeNow(reason));
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
