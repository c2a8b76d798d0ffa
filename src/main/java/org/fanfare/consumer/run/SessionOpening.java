package org.fanfare.consumer.run;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Outlet;
import org.fanfare.connection.Pool;
import org.fanfare.log.Cursor;
import org.fanfare.protocol.Encoder;
import org.fanfare.session.SocketOpening;
import org.fanfare.session.SocketSession;

/** A WebSocket that begins a new session. Safe for use by any thread; nothing blocks. */
final class SessionOpening implements SocketOpening {
  private final Services services;
  private final Session session;
  private final Link link;

  SessionOpening(Services services, Session session, Link link) {
    this.services = services;
    this.session = session;
    this.link = link;
  }

  @Override
  public Set<String> subprotocols() {
    return Set.of(ConsumerSessions.SESSION);
  }

  @Override
  public CompletionStage<?> ready() {
    return CompletableFuture.completedFuture(null); // its groups have their places already
  }

  @Override
  public SocketSession open(String subprotocol, Function<Encoder, Outlet> outlet) {
    SessionForm form = SessionForm.SOCKET;
    Carrier carrier = session.carrier(form, session.opened(), 0);
    ClientConnection client =
        services
            .connections()
            .connect(
                form.profile(),
                outlet.apply(session.encoder(form)),
                new ConnectionTimes(services.connections().settings().heartbeat(), null),
                carrier,
                session.whose());
    session.take(carrier, client, Cursor.empty());
    return new SocketSession(
        client,
        new SessionInbox(
            client, services.settings().maxMessage(), frame -> session.receive(carrier, frame)),
        services.connections().callers().open(session.whose(), Pool.BEGUN_BYTES));
  }

  @Override
  public void abandon() {
    link.abandon();
  }
}
