package org.fanfare.consumer.run;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.ConnectionOwner;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outgoing;
import org.fanfare.connection.Outlet;
import org.fanfare.connection.Pool;
import org.fanfare.log.Cursor;
import org.fanfare.protocol.Encoder;
import org.fanfare.protocol.SessionEncoder;
import org.fanfare.protocol.SessionFrame;
import org.fanfare.session.SocketOpening;
import org.fanfare.session.SocketSession;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket that goes on with a session, which its first frame names. Safe for use by any thread;
 * nothing blocks.
 */
final class SessionResumption implements SocketOpening {
  private final Services services;
  private final SessionTable table;
  private final SessionCall call;

  SessionResumption(Services services, SessionTable table, SessionCall call) {
    this.services = services;
    this.table = table;
    this.call = call;
  }

  @Override
  public Set<String> subprotocols() {
    return Set.of(ConsumerSessions.RESUME);
  }

  @Override
  public CompletionStage<?> ready() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void abandon() {
    // nothing was opened for it yet
  }

  @Override
  public SocketSession open(String subprotocol, Function<Encoder, Outlet> outlet) {
    Handover handover = new Handover();
    ClientConnection client =
        services
            .connections()
            .connect(
                SessionForm.SOCKET.profile(),
                outlet.apply(
                    SessionEncoder.ofSocket(
                        services.connections().settings().heartbeat(), handover::taken)),
                new ConnectionTimes(services.connections().settings().heartbeat(), null),
                handover,
                call.whose());
    return new SocketSession(
        client,
        new SessionInbox(
            client, services.settings().maxMessage(), frame -> handle(frame, handover, client)),
        services.connections().callers().open(call.whose(), Pool.BEGUN_BYTES));
  }

  private void handle(SessionFrame frame, Handover handover, ClientConnection client) {
    Session known = handover.session;
    Carrier carrier = handover.carrier;
    if (known != null && carrier != null) {
      known.receive(carrier, frame);
      return;
    }
    if (!(frame instanceof SessionFrame.Resume resume)) {
      throw new Problem(Status.INVALID_FRAME, "the first frame here is {\"resume\":{…}}").thrown();
    }
    Session session =
        table
            .find(resume.session(), call)
            .orElseThrow(() -> table.missing(resume.session()).thrown());
    session.renew(call);
    Cursor at = Session.cursor(resume.cursor());
    Carrier taken = session.carrier(SessionForm.SOCKET, null, resume.ack());
    handover.to(session, taken);
    session.take(taken, client, at);
    if (handover.over) {
      taken.ended(Ended.GONE, Ended.GONE); // it ended while it was handed over
    }
  }

  /** What owns the connection until it is known whose it is, and whom it asks then. */
  private static final class Handover implements ConnectionOwner {
    private volatile @Nullable Session session;
    private volatile @Nullable Carrier carrier;
    private volatile boolean over;

    void to(Session found, Carrier by) {
      session = found;
      carrier = by;
    }

    long taken() {
      Session known = session;
      return known == null ? 0 : known.taken();
    }

    @Override
    public @Nullable Outgoing take(long maxBytes) {
      Carrier known = carrier;
      return known == null ? null : known.take(maxBytes);
    }

    @Override
    public boolean hasMore() {
      Carrier known = carrier;
      return known != null && known.hasMore();
    }

    @Override
    public void ended(Ended why, Ended how) {
      over = true;
      Carrier known = carrier;
      if (known != null) {
        known.ended(why, how);
      }
    }
  }
}
