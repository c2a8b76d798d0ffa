package org.fanfare.transport.websocket;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fanfare.connection.Connection;
import org.fanfare.connection.Connections;
import org.fanfare.connection.Face;
import org.fanfare.connection.Lifetime;
import org.fanfare.layer.Mailbox;
import org.fanfare.protocol.BareEncoder;
import org.fanfare.protocol.Encoder;
import org.fanfare.transport.Ask;
import org.fanfare.transport.EncodedOutlet;
import org.fanfare.transport.Opening;
import org.fanfare.transport.Wire;
import org.jspecify.annotations.Nullable;

/**
 * A socket's connection, which has begun to open what it reads, and what is done with its client's
 * messages: the same however the socket is carried.
 *
 * @param connection the connection
 * @param inbox what is done with messages
 */
record Opened(Connection connection, Inbox inbox) {
  /** The subprotocol of JSON frames. */
  static final String SUBPROTOCOL = "fanfare";

  private static final Encoder BARE = new BareEncoder();

  /** Opens a connection for what a request asked for. */
  static Opened open(Ask ask, boolean framed, Wire wire, Sockets sockets) {
    Connections connections = sockets.connections();
    Lifetime lifetime =
        ask.waiting().isZero()
            ? new Lifetime(connections.settings().heartbeat(), null)
            : Lifetime.silentFor(ask.waiting());
    Encoder encoder = framed ? sockets.fanfare() : BARE;
    Connection connection =
        connections.connect(
            framed ? Face.FRAMED : Face.BARE, new EncodedOutlet(encoder, wire), lifetime);
    if (!framed) {
      start(ask, connection, sockets, CompletableFuture.completedFuture(null));
      return new Opened(
          connection, new BareInbox(ask, connection, sockets.publisher(), sockets.maxSize()));
    }
    Membership membership =
        new Membership(
            connection,
            sockets.opening(),
            problem -> sockets.publisher().refused(ask.caller(), ask.groups(), problem));
    start(ask, connection, sockets, sockets.opening().mailbox(membership));
    return new Opened(
        connection,
        new FramedInbox(
            ask, connection, sockets.publisher(), sockets.layer(), membership, sockets.maxSize()));
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
              mailbox.thenAccept(Opened::closeIfAny);
              sockets.publisher().refused(ask.caller(), ask.groups(), Opening.problem(failure));
              connection.close(Opening.closing(failure), sockets.connections().retry());
              return connection;
            });
  }

  private static void closeIfAny(@Nullable Mailbox mailbox) {
    if (mailbox != null) {
      mailbox.close();
    }
  }
}
