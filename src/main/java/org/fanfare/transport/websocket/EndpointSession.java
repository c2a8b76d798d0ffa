package org.fanfare.transport.websocket;

import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.fanfare.connection.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint of the one URL does with its session, however the container came to know the
 * endpoint. One for each session; its methods are called one at a time, but for {@link #gone}.
 */
final class EndpointSession {
  private static final System.Logger LOG = System.getLogger(EndpointSession.class.getName());

  private static final CloseReason NOT_ADMITTED =
      CloseReason.refused("not admitted: nothing let this WebSocket in");

  private volatile @Nullable GroupSocket socket;
  private volatile boolean over;

  /** The handshake is done. A session that the filter did not let in is closed at once. */
  void open(Session session, SocketServices sockets) {
    Optional<Handshake.LetIn> letIn = Handshake.letIn(session.getUserProperties());
    if (letIn.isPresent()) {
      socket = GroupSocket.open(session, letIn.get(), sockets);
      if (over) { // it was told while this had nothing to let go of yet
        gone();
      }
    } else {
      new EndpointWire(session, sockets).close(NOT_ADMITTED);
    }
  }

  void text(String part, boolean last) {
    GroupSocket open = socket;
    if (open != null) {
      open.text(part, last);
    }
  }

  void bytes(ByteBuffer part, boolean last) {
    GroupSocket open = socket;
    if (open != null) {
      open.bytes(part, last);
    }
  }

  void pong(ByteBuffer payload) {
    GroupSocket open = socket;
    if (open != null) {
      open.pong(payload);
    }
  }

  /** The session failed; the container closes it, or has. Vanished clients are everyday. */
  void failed(Throwable problem) {
    LOG.log(Level.DEBUG, "a socket failed", problem);
    gone();
  }

  /**
   * Lets go of the connection, which must not stay with what the server keeps ({@link
   * org.fanfare.transport.Quirk#KEEPS_THE_LAST_OF_A_THREAD}).
   */
  void gone() {
    over = true;
    GroupSocket open = socket;
    socket = null;
    if (open != null) {
      open.gone();
    }
  }
}
