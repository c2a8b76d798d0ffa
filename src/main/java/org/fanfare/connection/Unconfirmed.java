package org.fanfare.connection;

/**
 * The bytes that a connection has given to its server and of which nobody knows that they have left
 * it, and what they take of the node's total. A server may say that there is room for more while it
 * holds megabytes for a client that takes nothing. What confirms them differs: see the two kinds.
 *
 * <p>Used on the connection's shard alone, but for {@link #isAsked}.
 */
abstract sealed class Unconfirmed permits UnconfirmedSocket, UnconfirmedResponse {
  /** What a look at the clock has shown. */
  enum Look {
    /** Nothing is to be done. */
    NOTHING,
    /** There is something to write: a question, or what had to wait until now. */
    WRITE,
    /** The client should come back: its cursor confirms. */
    COME_BACK,
    /** The client does not answer. */
    UNANSWERED
  }

  private final PendingTotal total;
  private final long own;
  private final long most;

  private long bytes;
  private long taken; // of the total
  private boolean waiting;
  private boolean refused; // there was no room in the total, since the last confirmation

  Unconfirmed(PendingTotal total, long most) {
    this.total = total;
    this.own = total.bounds().own();
    this.most = most;
  }

  /** For a client of which {@code pongs} say what has come, or one of which nothing does. */
  static Unconfirmed of(PendingTotal total, boolean pongs) {
    return pongs ? new UnconfirmedSocket(total) : new UnconfirmedResponse(total);
  }

  /**
   * Counts a write.
   *
   * @param count its bytes
   * @param isOld whether publications in it were in the logs before their reader
   * @param keeps whether the server may keep the bytes when the write is done
   */
  abstract void wrote(Outgoing what, long count, boolean isOld, boolean keeps, Liveness liveness);

  /** The write is not done when the outlet returns. */
  void leftOutstanding() {}

  /** The write is done. */
  void done() {}

  /** The bytes that count for the total, of which the connection's own part is free. */
  abstract long counted();

  /** Looks at the clock, and forgets or takes what its time has come for. */
  abstract Look look(Liveness liveness);

  /** Whether the client should be asked now, by a ping, what has come. */
  boolean asks() {
    return false;
  }

  /** What the next ping carries, or 0; a pong with it confirms what was written until now. */
  long mark(long now) {
    return 0;
  }

  /** Whether a ping that carries this is under way. May be called by any thread. */
  boolean isAsked(long carried) {
    return false;
  }

  /** A pong came with what a ping may have carried. */
  void confirm(long carried) {}

  /** Gives everything back; idempotent. */
  void end() {
    bytes = 0;
    giveBack();
  }

  /**
   * Takes of the total what is held already; false if nothing more may be written before something
   * is confirmed.
   */
  final boolean takeRoom() {
    long counted = counted();
    if (counted <= own / 2 && bytes < most) {
      waiting = false;
      return true;
    }
    take();
    refused |= counted > own / 2 && counted <= own && total.isFull(); // the next would be beyond it
    boolean held = refused || bytes >= most;
    if (held && !waiting) {
      total.waits();
    }
    waiting = held;
    return !held;
  }

  /** The most bytes of messages for the next write. */
  final long room(long usual) {
    return total.isFull() ? Math.min(own / 2, usual) : usual;
  }

  /** Takes of the total what is held already, whether there is room or not. */
  final void take() {
    long missing = counted() - own - taken;
    if (missing > 0) {
      long steps = total.stepped(missing);
      taken += steps;
      refused |= !total.take(steps);
    }
  }

  /** Something was confirmed, or counts no more: what is not needed of the total goes back. */
  final void release() {
    refused = false;
    giveBack();
  }

  private void giveBack() {
    long needed = total.stepped(Math.max(0, counted() - own));
    if (taken > needed) {
      total.giveBack(taken - needed);
      taken = needed;
    }
  }

  final void add(long count) {
    bytes += count;
  }

  final long bytes() {
    return bytes;
  }

  final long own() {
    return own;
  }

  final PendingTotal total() {
    return total;
  }

  /** Whether anything is taken of the total. */
  final boolean isTaking() {
    return taken > 0;
  }

  /** Whether something waits to be written until something is confirmed. */
  final boolean isWaiting() {
    return waiting;
  }

  /** Whether there was no room in the total since the last confirmation. */
  final boolean isRefused() {
    return refused;
  }

  /** Whether it has more than half of what it may have at all. */
  final boolean isHalfFull() {
    return bytes > most / 2;
  }
}
