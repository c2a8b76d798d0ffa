package org.fanfare.transport.websocket;

import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.fanfare.connection.Ended;
import org.fanfare.session.SocketOpening;
import org.jspecify.annotations.Nullable;

/**
 * Handles one session of an endpoint of the group URL, independent of how the endpoint was
 * registered. There is one for each session. Its methods are called one at a time, except for
 * {@link #gone}.
 */
final class EndpointSession {
  private static final System.Logger LOG = System.getLogger(EndpointSession.class.getName());

  private static final Ended NOT_ADMITTED =
      Ended.refused("not admitted: nothing let this WebSocket in");

  private volatile @Nullable GroupSocket socket;
  private volatile boolean over;

  /**
   * Begins the session after the handshake. A session that the filter did not admit is closed at
   * once.
   */
  void open(Session session, SocketServices sockets) {
    Optional<SocketOpening> opening = Handshake.opening(session.getUserProperties());
    if (opening.isPresent()) {
      socket = GroupSocket.open(session, opening.get(), sockets);
      if (over) { // gone() was called before socket was set
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

  /** Returns whether a client that closes with this code does not come back to its connection. */
  static boolean isForGood(int code) {
    return code == CloseCodes.NORMAL_CLOSURE.getCode() || code == CloseCodes.GOING_AWAY.getCode();
  }

  /** The session has ended; the server says with which code. */
  void closed(int code) {
    GroupSocket open = socket;
    if (open != null && isForGood(code)) {
      open.left();
    }
    gone();
  }

  void pong(ByteBuffer payload) {
    GroupSocket open = socket;
    if (open != null) {
      open.pong(payload);
    }
  }

  /**
   * Called when the session failed; the container closes it, or has closed it. Clients that vanish
   * are common, and therefore logged only at the level {@code DEBUG}.
   */
  void failed(Throwable problem) {
    LOG.log(Level.DEBUG, "a socket failed", problem);
    gone();
  }

  /**
   * Ends the connection and drops the reference to it, so that what the server keeps does not keep
   * it in memory ({@link org.fanfare.transport.Quirk#KEEPS_THE_LAST_OF_A_THREAD}).
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
