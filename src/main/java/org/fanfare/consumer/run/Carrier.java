package org.fanfare.consumer.run;

import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.ConnectionOwner;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outgoing;
import org.fanfare.connection.Transport;
import org.jspecify.annotations.Nullable;

/**
 * One transport's connection, while it carries a session to its client. It is told to send by any
 * thread; all else happens on the connection's shard, or before the connection has begun.
 */
final class Carrier implements ConnectionOwner {
  private final SessionLink link;
  private final Transport transport;
  private volatile @Nullable ClientConnection client;
  private volatile @Nullable Outgoing opening;
  private volatile @Nullable Ended over;
  private long next;

  /**
   * A carrier that has not begun.
   *
   * @param opening what it sends first, or null
   * @param next the number of the first message that the client lacks
   */
  Carrier(SessionLink link, Transport transport, @Nullable Outgoing opening, long next) {
    this.link = link;
    this.transport = transport;
    this.opening = opening;
    this.next = next;
  }

  Transport transport() {
    return transport;
  }

  void begin(ClientConnection connection) {
    client = connection;
  }

  @Nullable ClientConnection client() {
    return client;
  }

  long next() {
    return next;
  }

  void sent(long following) {
    next = following;
  }

  void wake() {
    ClientConnection known = client;
    if (known != null) {
      known.wake();
    }
  }

  /** Another one has taken over. */
  void replaced() {
    ClientConnection known = client;
    if (known != null) {
      known.close(Ended.REPLACED, 0);
    }
  }

  /**
   * The session ends: its client is told after what was sent before, even if this opens just now.
   */
  void end(Ended why) {
    ClientConnection known = client;
    if (known != null) {
      known.closeWhenBegun(why);
    }
  }

  @Override
  public @Nullable Outgoing take(long maxBytes) {
    Outgoing first = opening;
    if (first != null) {
      opening = null;
      return first;
    }
    return link.next(this, maxBytes);
  }

  @Override
  public boolean hasMore() {
    return opening != null || link.hasMore(this);
  }

  /** Whether it was to tell the client the id of its session, and has not. */
  boolean isUnknown() {
    return opening instanceof Outgoing.SessionOpened;
  }

  /** The link has it now: if it ended before, the link is told once more. */
  void attached() {
    Ended why = over;
    if (why != null) {
      link.lost(this, why);
    }
  }

  @Override
  public void ended(Ended why, Ended how) {
    over = how;
    link.lost(this, how);
  }
}
