package org.fanfare.transport.websocket;

import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.fanfare.connection.Outgoing;
import org.fanfare.log.Publication;
import org.fanfare.message.Message;
import org.fanfare.protocol.Bare;

/**
 * Writes messages as they are, a frame each.
 *
 * <p>The messages of one run leave one after the other, the next when the server has taken the
 * last. That may be at once, on the same thread: so sending goes round in a loop rather than ever
 * deeper.
 */
final class BareOutlet extends SocketOutlet {
  /** What a message costs besides its bytes, at least, where it waits in the server. */
  private static final int FRAME = 16;

  private final AtomicInteger turns = new AtomicInteger();
  private List<Publication> run = List.of(); // of the write that is outstanding
  private int next;
  private Written written = ready -> {};

  BareOutlet(Session session, Sockets sockets) {
    super(session, sockets);
  }

  @Override
  public long write(Outgoing outgoing, Written done) {
    if (outgoing instanceof Outgoing.Run single) {
      List<Publication> publications = single.slice().publications();
      send(publications, done);
      return single.slice().bytes() + (long) FRAME * publications.size();
    } else if (outgoing instanceof Outgoing.Delivery delivery) {
      List<Publication> publications = delivery.publications();
      send(publications, done);
      return publications.stream().mapToLong(p -> FRAME + p.message().size()).sum();
    } else if (outgoing instanceof Outgoing.Heartbeat beat) {
      sendPing(beat.mark(), done);
    } else if (outgoing instanceof Outgoing.Ping ping) {
      sendPing(ping.mark(), done);
    } else {
      done.done(true);
    }
    return 0;
  }

  private void send(List<Publication> publications, Written done) {
    if (publications.size() == 1) {
      send(publications.get(0), done);
      return;
    }
    run = publications;
    next = 0;
    written = done;
    turn();
  }

  private void turn() {
    if (turns.getAndIncrement() != 0) {
      return; // the loop below goes round once more
    }
    int left = 1;
    while (left != 0) {
      sendNext();
      left = turns.decrementAndGet();
    }
  }

  private void sendNext() {
    if (next == run.size()) {
      run = List.of();
      written.done(true);
      return;
    }
    Publication publication = run.get(next++);
    send(publication, this::sent);
  }

  private void sent(boolean ready) {
    if (ready) {
      turn();
    } else {
      run = List.of();
      written.done(false);
    }
  }

  private void send(Publication publication, Written done) {
    if (publication.message().kind() == Message.Kind.BYTES) {
      sendBytes(ByteBuffer.wrap(publication.encoded(Bare.BYTES)), done);
    } else {
      sendText(publication.encoded(Bare.TEXT), done);
    }
  }
}
