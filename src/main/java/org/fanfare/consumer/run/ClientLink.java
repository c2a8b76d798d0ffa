package org.fanfare.consumer.run;

import java.util.List;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.ConnectionOwner;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outgoing;
import org.fanfare.connection.Transport;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The way from a consumer's connection to its client, which is there only when the transport has
 * opened: what is sent before waits, and so does an end.
 *
 * <p>Safe for use by any thread, but for {@link #take} and {@link #ended}, which its {@link
 * ClientConnection} calls on its shard.
 */
final class ClientLink implements Link, ConnectionOwner {
  private final Outbox outbox = new Outbox();
  private final Callbacks callbacks;
  private final BackPressure pressure;
  private final AtEnd atEnd;
  private final Transport transport;
  private volatile boolean closed; // nothing is sent any more

  private @Nullable ClientConnection client; // guarded by this
  private @Nullable Ended ending; // guarded by this; of a client that is not there yet
  private boolean over; // guarded by this

  /** A link to a client that is not there yet. */
  ClientLink(Callbacks callbacks, AtEnd atEnd, Transport transport) {
    this.transport = transport;
    this.callbacks = callbacks;
    this.pressure = new BackPressure(callbacks, outbox::isCrowded);
    this.atEnd = atEnd;
  }

  @Override
  public Transport transport() {
    return transport;
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public boolean send(Message message) {
    if (closed) {
      return false;
    }
    Outbox.Added added = outbox.add(message);
    if (added == Outbox.Added.FULL) {
      end(Ended.SLOW);
      return false;
    }
    ClientConnection known = client();
    if (added == Outbox.Added.FIRST && known != null) {
      known.wake();
    }
    if (outbox.isCrowded()) {
      pressure.hold();
    }
    return true;
  }

  @Override
  public int waiting() {
    return outbox.size();
  }

  @Override
  public boolean isCarried() {
    return true; // it is no session
  }

  synchronized @Nullable ClientConnection client() {
    return client;
  }

  /**
   * The transport has opened. The client is told what waits when the connection starts.
   *
   * @return why the connection is to end as soon as it has started, or null
   */
  synchronized @Nullable Ended open(ClientConnection connection) {
    client = connection;
    return over ? Ended.GONE : ending;
  }

  @Override
  public void end(Ended why) {
    closed = true;
    callbacks.close();
    ClientConnection known;
    synchronized (this) {
      known = client;
      if (known == null && ending == null) {
        ending = why;
      }
    }
    if (known != null) {
      known.closeWhenBegun(why);
    }
  }

  @Override
  public void abandon() {
    Ended why;
    synchronized (this) {
      if (client != null || over) {
        return;
      }
      over = true;
      why = ending == null ? Ended.GONE : ending;
    }
    finish(why);
  }

  @Override
  public @Nullable Outgoing take(long maxBytes) {
    List<Message> next = outbox.take(maxBytes);
    pressure.release();
    return next.isEmpty() ? null : new Outgoing.Messages(next);
  }

  @Override
  public boolean hasMore() {
    return !outbox.isEmpty();
  }

  @Override
  public void ended(Ended why, Ended how) {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
    }
    finish(why);
  }

  private void finish(Ended why) {
    closed = true;
    outbox.clear();
    atEnd.ended(why);
  }
}
