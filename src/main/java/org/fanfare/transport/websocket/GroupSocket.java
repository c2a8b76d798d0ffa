package org.fanfare.transport.websocket;

import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.Ended;
import org.fanfare.rfc6455.Frame;
import org.fanfare.session.Inbox;
import org.fanfare.session.SocketOpening;
import org.fanfare.session.SocketSession;
import org.fanfare.transport.EncodedOutlet;
import org.fanfare.transport.UnfinishedTotal;

/**
 * Connects the session of one socket with its connection: it assembles messages from their parts,
 * and notes signs of life.
 *
 * <p>Its methods are called by one callback of the session at a time.
 *
 * <p>The limit for messages is set on the session too, because a server may otherwise collect a
 * frame of any size ({@link org.fanfare.transport.Quirk#GATHERS_WHOLE_FRAMES}).
 */
final class GroupSocket {
  private final EndpointWire wire;
  private final ClientConnection connection;
  private final Inbox inbox;
  private final MessageAssembly assembly;
  private boolean ignoring;

  GroupSocket(EndpointWire wire, SocketSession session, UnfinishedTotal begun) {
    this.wire = wire;
    this.connection = session.connection();
    this.inbox = session.inbox();
    this.assembly =
        new MessageAssembly(
            inbox.maxSize(),
            begun.ofSocket(() -> connection.close(begun.tooLate(), 0), session.begun()));
  }

  static GroupSocket open(Session session, SocketOpening opening, SocketServices sockets) {
    session.setMaxIdleTimeout(
        0); // heartbeats detect clients that vanish; a time-out would end healthy ones
    String agreed = session.getNegotiatedSubprotocol();
    EndpointWire wire = new EndpointWire(session, sockets);
    SocketSession opened =
        opening.open(agreed == null ? "" : agreed, encoder -> new EncodedOutlet(encoder, wire));
    int most = opened.inbox().maxSize() + 1; // one more: Fanfare itself refuses what is too large
    session.setMaxTextMessageBufferSize(most);
    session.setMaxBinaryMessageBufferSize(most);
    return new GroupSocket(wire, opened, sockets.begun());
  }

  void text(String part, boolean last) {
    connection.heard();
    String whole = assembly.text(part, last);
    if (whole != null && !ignoring) {
      inbox.text(whole);
    }
    endIfRefused();
  }

  void bytes(ByteBuffer part, boolean last) {
    connection.heard();
    byte[] whole = assembly.bytes(part, last);
    if (whole != null && !ignoring) {
      inbox.bytes(whole);
    }
    endIfRefused();
  }

  private void endIfRefused() {
    Ended refusal = assembly.refusal();
    if (refusal != null && !ignoring) {
      ignoring = true;
      connection.close(refusal, 0);
    }
  }

  void pong(ByteBuffer payload) {
    connection.ponged(Frame.mark(payload));
  }

  /** The client has closed its socket for good. */
  void left() {
    connection.left();
  }

  void gone() {
    wire.gone();
    assembly.end();
    connection.gone();
  }
}
