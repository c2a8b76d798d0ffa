package org.fanfare.connection;

/**
 * The bytes that a connection has passed to the server and that are not known to have left it, and
 * the part of the node's total that they take. A server may report room for more while it holds
 * megabytes for a client that reads nothing. The two subclasses differ in what confirms the bytes.
 *
 * <p>Used only on the connection's shard, except for {@link #isAsked}.
 */
abstract sealed class Unconfirmed permits UnconfirmedSocket, UnconfirmedResponse {
  /** What a connection must do after its unconfirmed bytes were checked. */
  enum Look {
    /** Nothing. */
    NOTHING,
    /** It must write: a ping, or what had to wait until now. */
    WRITE,
    /** It must ask the client to reconnect: the client's cursor is then the confirmation. */
    COME_BACK,
    /** It must end, because the client does not answer. */
    UNANSWERED
  }

  private final PendingTotal total;
  private final long own;
  private final long most;

  private long bytes;
  private long taken; // the part of the node's total
  private boolean waiting;
  private boolean refused; // no room in the total since the last confirmation

  Unconfirmed(PendingTotal total, long most) {
    this.total = total;
    this.own = total.bounds().own();
    this.most = most;
  }

  /**
   * Creates the account of a new connection.
   *
   * @param pongs whether the client's pongs confirm what it has received; else nothing does
   */
  static Unconfirmed of(PendingTotal total, boolean pongs) {
    return pongs ? new UnconfirmedSocket(total) : new UnconfirmedResponse(total);
  }

  /**
   * Counts a write.
   *
   * @param count its size in bytes
   * @param isOld whether it contains publications that were in the logs before their reader was
   *     opened
   * @param keeps whether the server may keep the bytes after the write is done
   */
  abstract void wrote(Outgoing what, long count, boolean isOld, boolean keeps, Liveness liveness);

  /** Notes that the write is not done when the outlet returns. */
  void leftOutstanding() {}

  /** Notes that the write is done. */
  void done() {}

  /**
   * Returns the bytes that count towards the total, including the connection's own part, which is
   * free.
   */
  abstract long counted();

  /**
   * Checks the time: stops counting, or takes from the total, what has been pending long enough.
   */
  abstract Look look(Liveness liveness);

  /** Returns whether the client should now be asked by a ping what it has received. */
  boolean asks() {
    return false;
  }

  /**
   * Returns the content of the next ping, or 0. A pong with it confirms what was written until now.
   */
  long mark(long now) {
    return 0;
  }

  /** Returns whether a ping with this content awaits its pong. May be called by any thread. */
  boolean isAsked(long carried) {
    return false;
  }

  /** Handles a pong, whose content may be that of a ping. */
  void confirm(long carried) {}

  /** Gives back everything that was taken. Idempotent. */
  void end() {
    bytes = 0;
    giveBack();
  }

  /**
   * Takes the bytes that are already held from the total. Returns false if nothing more may be
   * written until something is confirmed.
   */
  final boolean takeRoom() {
    long counted = counted();
    if (counted <= own / 2 && bytes < most) {
      waiting = false;
      return true;
    }
    take();
    refused |= counted > own / 2 && counted <= own && total.isFull(); // the next write exceeds own
    boolean held = refused || bytes >= most;
    if (held && !waiting) {
      total.waits();
    }
    waiting = held;
    return !held;
  }

  /** Returns the maximum size of the messages in the next write, in bytes. */
  final long room(long usual) {
    return total.isFull() ? Math.min(own / 2, usual) : usual;
  }

  /** Takes the bytes that are already held from the total, even if there is no room. */
  final void take() {
    long missing = counted() - own - taken;
    if (missing > 0) {
      long steps = total.stepped(missing);
      taken += steps;
      refused |= !total.take(steps);
    }
  }

  /**
   * Gives back what is no longer needed of the total, after something was confirmed or has ceased
   * to count.
   */
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

  /** Returns whether anything is taken from the total. */
  final boolean isTaking() {
    return taken > 0;
  }

  /** Returns whether writes wait until something is confirmed. */
  final boolean isWaiting() {
    return waiting;
  }

  /** Returns whether the total has been exceeded since the last confirmation. */
  final boolean isRefused() {
    return refused;
  }

  /** Returns whether more than half of this connection's maximum is unconfirmed. */
  final boolean isHalfFull() {
    return bytes > most / 2;
  }
}
