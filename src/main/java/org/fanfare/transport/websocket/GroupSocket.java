package org.fanfare.transport.websocket;

import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fanfare.connection.CloseReason;
import org.fanfare.connection.Connection;
import org.fanfare.connection.Connections;
import org.fanfare.connection.Face;
import org.fanfare.connection.Lifetime;
import org.fanfare.connection.Outlet;
import org.fanfare.layer.Mailbox;
import org.fanfare.transport.Ask;
import org.jspecify.annotations.Nullable;

/**
 * One socket between its session and its connection: parts become messages, signs of life are
 * noted.
 *
 * <p>Its methods are called by one callback of the session at a time.
 */
final class GroupSocket {
  private static final String SUBPROTOCOL = "fanfare";

  private final Connection connection;
  private final Inbox inbox;
  private final Assembly assembly;
  private boolean ignoring;

  private GroupSocket(Connection connection, Inbox inbox) {
    this.connection = connection;
    this.inbox = inbox;
    this.assembly = new Assembly(inbox.maxSize());
  }

  static GroupSocket open(Session session, Sockets sockets) {
    Ask ask = Handshake.ask(session.getUserProperties());
    session.setMaxIdleTimeout(
        0); // heartbeats notice the vanished; a container's limit cuts the healthy
    boolean framed = SUBPROTOCOL.equals(session.getNegotiatedSubprotocol());
    Connections connections = sockets.connections();
    Lifetime lifetime =
        ask.waiting().isZero()
            ? new Lifetime(connections.settings().heartbeat(), null)
            : Lifetime.silentFor(ask.waiting());
    Outlet outlet =
        framed
            ? new FramedOutlet(session, sockets.workers(), connections.settings().heartbeat())
            : new BareOutlet(session, sockets.workers());
    Connection connection = connections.connect(framed ? Face.FRAMED : Face.BARE, outlet, lifetime);
    return framed ? framed(ask, connection, sockets) : bare(ask, connection, sockets);
  }

  private static GroupSocket bare(Ask ask, Connection connection, Sockets sockets) {
    start(ask, connection, sockets, CompletableFuture.completedFuture(null));
    Inbox inbox = new BareInbox(ask, connection, sockets.publisher(), sockets.maxSize());
    return new GroupSocket(connection, inbox);
  }

  private static GroupSocket framed(Ask ask, Connection connection, Sockets sockets) {
    Membership membership = new Membership(connection, sockets.opening());
    start(ask, connection, sockets, sockets.layer().openMailbox(membership));
    Inbox inbox =
        new FramedInbox(
            ask, connection, sockets.publisher(), sockets.layer(), membership, sockets.maxSize());
    return new GroupSocket(connection, inbox);
  }

  private static void start(
      Ask ask,
      Connection connection,
      Sockets sockets,
      CompletionStage<? extends @Nullable Mailbox> mailbox) {
    sockets
        .opening()
        .readers(connection, ask.groups(), ask.starts())
        .thenCombine(
            mailbox,
            (readers, own) -> {
              connection.start(List.copyOf(readers), own);
              return connection;
            })
        .exceptionally(
            failure -> {
              mailbox.thenAccept(GroupSocket::closeIfAny);
              connection.close(CloseReason.OVERLOADED, sockets.connections().retry());
              return connection;
            });
  }

  private static void closeIfAny(@Nullable Mailbox mailbox) {
    if (mailbox != null) {
      mailbox.close();
    }
  }

  void text(String part, boolean last) {
    connection.heard();
    String whole = assembly.text(part, last);
    if (whole != null && !ignoring) {
      inbox.text(whole);
    }
    endIfTooLarge();
  }

  void bytes(ByteBuffer part, boolean last) {
    connection.heard();
    byte[] whole = assembly.bytes(part, last);
    if (whole != null && !ignoring) {
      inbox.bytes(whole);
    }
    endIfTooLarge();
  }

  private void endIfTooLarge() {
    if (assembly.isTooLarge() && !ignoring) {
      ignoring = true;
      connection.close(CloseReason.TOO_LARGE, 0);
    }
  }

  void pong() {
    connection.heard();
  }

  void gone() {
    connection.gone();
  }
}
