package org.fanfare.transport.websocket;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.fanfare.connection.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket of the one URL. One instance for each session; the container calls it one at a
 * time.
 *
 * <p>It takes messages in parts, so that one that is too large is refused before it is whole. It is
 * {@code Dependent} because a server may inject nothing into an endpoint without a scope ({@link
 * org.fanfare.transport.Quirk#INJECTS_INTO_BEANS_ALONE}).
 */
@Dependent
@ServerEndpoint(value = "/groups/{names}", subprotocols = "fanfare", configurator = Handshake.class)
public class GroupEndpoint {
  private static final System.Logger LOG = System.getLogger(GroupEndpoint.class.getName());

  private static final CloseReason NOT_ADMITTED =
      CloseReason.refused("not admitted: nothing let this WebSocket in");

  @Inject Sockets sockets; // the standard wants a constructor without parameters
  private volatile @Nullable GroupSocket socket;
  private volatile boolean over;

  /** The handshake is done. A session that the filter did not let in is closed at once. */
  @OnOpen
  public void open(Session session) {
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

  /** A part of a text came. */
  @OnMessage
  public void text(String part, boolean last) {
    GroupSocket open = socket;
    if (open != null) {
      open.text(part, last);
    }
  }

  /** A part of a binary message came. */
  @OnMessage
  public void bytes(ByteBuffer part, boolean last) {
    GroupSocket open = socket;
    if (open != null) {
      open.bytes(part, last);
    }
  }

  /** The client lives. */
  @OnMessage
  public void pong(PongMessage pong) {
    GroupSocket open = socket;
    if (open != null) {
      open.pong(pong.getApplicationData());
    }
  }

  /** The session has ended. */
  @OnClose
  public void close() {
    gone();
  }

  /**
   * The session failed; the container closes it, or has. Vanished clients are everyday: not an
   * error.
   */
  @OnError
  public void error(Throwable problem) {
    LOG.log(Level.DEBUG, "a socket failed", problem);
    gone();
  }

  /**
   * Lets go of the connection, which must not stay with what the server keeps ({@link
   * org.fanfare.transport.Quirk#KEEPS_THE_LAST_OF_A_THREAD}).
   */
  private void gone() {
    over = true;
    GroupSocket open = socket;
    socket = null;
    if (open != null) {
      open.gone();
    }
  }
}
