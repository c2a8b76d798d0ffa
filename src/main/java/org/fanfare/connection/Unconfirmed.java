package org.fanfare.connection;

/**
 * The bytes that a connection has given to its server and of which nobody knows that they have left
 * it, and what they take of the node's total. A server may say that there is room for more while it
 * holds megabytes for a client that takes nothing.
 *
 * <p>What confirms: on a WebSocket the pong with what a ping carried, for all that was written
 * before that ping. Of the total it takes at once what was in the logs before it began, which comes
 * as fast as it is taken; what is published while it lives only if a ping has not been answered for
 * a second, so that a thousand clients that keep up are not asked all the time. On an event stream
 * nothing does, and one whose client takes everything looks like one whose client takes nothing. So
 * there, if the server keeps what it has taken, what was in the logs before the stream began counts
 * for one heartbeat; what is published while it lives is bounded by what is published. On other
 * servers, and for polls, a write that is done has left.
 *
 * <p>Used on the connection's shard alone.
 */
final class Unconfirmed {
  private static final long PATIENCE_NANOS = 1_000_000_000;

  private final PendingTotal total;
  private final boolean ponged;
  private final long own;
  private final long most;

  private long bytes;
  private long old; // of the bytes: what was in the logs before
  private long taken; // of the total
  private long leaving; // of the bytes: until the write is done
  private boolean waiting;
  private boolean refused; // there was no room in the total, since the last confirmation

  private volatile long mark; // that is under way in a ping, or 0
  private long markedAt;
  private long marked;
  private long markedOld;
  private boolean late; // the ping has not been answered for a while
  private boolean due;

  private long since; // the oldest of an event stream's bytes

  /**
   * @param ponged whether pongs confirm; else it is done when the write is done, or after a time
   */
  Unconfirmed(PendingTotal total, boolean ponged) {
    this.total = total;
    this.ponged = ponged;
    this.own = total.bounds().own();
    this.most = ponged ? total.bounds().each() : own + total.bounds().share();
  }

  /**
   * Counts a write.
   *
   * @param count its bytes
   * @param isOld whether publications in it were in the logs before their reader
   * @param keeps whether the server may keep the bytes when the write is done
   */
  void wrote(Outgoing what, long count, boolean isOld, boolean keeps, Lifeline lifeline) {
    boolean kept = isOld && keeps;
    if (ponged) {
      bytes += count;
      if (isOld && (what instanceof Outgoing.Run || what instanceof Outgoing.Delivery)) {
        old += count;
      }
    } else if (what instanceof Outgoing.Run || what instanceof Outgoing.Delivery) {
      if (kept) {
        since = bytes == 0 ? lifeline.writeBegan() : since;
        bytes += count;
      } else if (what instanceof Outgoing.Delivery) { // held for this connection alone
        bytes += count;
        leaving = count;
      }
    }
  }

  /** The write is not done when the outlet returns. */
  void isOutstanding() {
    if (leaving > 0) {
      take();
    }
  }

  /** The bytes that count for the total, beyond what is the connection's own. */
  private long counted() {
    return ponged && !late ? old : bytes;
  }

  /** Takes of the total what is held already, whether there is room or not. */
  private void take() {
    long missing = counted() - own - taken;
    if (missing > 0) {
      long steps = total.stepped(missing);
      taken += steps;
      refused |= !total.take(steps);
    }
  }

  /** The write is done. */
  void done() {
    if (leaving > 0) {
      bytes -= leaving;
      leaving = 0;
      refused = false;
      giveBack();
    }
  }

  /** Whether nothing more may be written before something is confirmed. */
  boolean isHeld() {
    long counted = counted();
    if (counted <= own / 2 && bytes < most) {
      waiting = false;
      return false;
    }
    take();
    refused |= counted > own / 2 && counted <= own && total.isFull(); // the next would be beyond it
    boolean held = refused || bytes >= most;
    if (held && !waiting) {
      total.waits();
    }
    waiting = held;
    return held;
  }

  /** The most bytes of messages for the next write. */
  long room(long usual) {
    return total.isFull() ? Math.min(own / 2, usual) : usual;
  }

  /** Whether the client should be asked now, by a ping, what has come. */
  boolean asks() {
    return ponged
        && bytes > own / 2
        && mark == 0
        && (due || waiting || bytes > most / 2 || (counted() > own && total.isTight()));
  }

  /** What the next ping carries; a pong with it confirms what was written until now. */
  long mark(long now) {
    if (mark == 0) {
      mark = total.newMark();
      marked = bytes;
      markedOld = old;
      markedAt = now;
    }
    due = false;
    return mark;
  }

  /** Whether a ping that carries this is under way. May be called by any thread. */
  boolean isAsked(long carried) {
    return carried != 0 && carried == mark;
  }

  /**
   * Whether a client that has taken something of the total has not answered a ping for two
   * heartbeats, whatever else it sends. It takes something when it has not answered for a second.
   */
  boolean isUnanswered(Lifeline lifeline) {
    if (mark != 0 && !late && lifeline.now() - markedAt > PATIENCE_NANOS) {
      late = true;
      take();
    }
    return ponged && taken > 0 && mark != 0 && lifeline.isSilenceSince(markedAt);
  }

  /** A pong came with what a ping may have carried. */
  void confirm(long carried) {
    if (carried != 0 && carried == mark) {
      bytes -= marked;
      old -= markedOld;
      mark = 0;
      late = false;
      refused = false;
      giveBack();
    }
  }

  /**
   * Looks at the clock: what the server has kept for a heartbeat counts no more, unless there was
   * no room for it in the total. Then the stream should end: its client comes back, and its cursor
   * confirms.
   */
  boolean isOver(Lifeline lifeline) {
    if (ponged || bytes == leaving || !lifeline.isBeatSince(since)) {
      return false;
    }
    if (refused && waiting) {
      return true;
    }
    bytes = leaving;
    refused = false;
    giveBack();
    due = true;
    return false;
  }

  /**
   * Whether there is something to write since the clock was looked at: because something was
   * forgotten, or because a socket should be asked, so that nothing stays taken of the total.
   */
  boolean isDue() {
    boolean forgotten = due;
    due = ponged && taken > 0 && mark == 0 && total.isLoaded();
    return forgotten || due;
  }

  /** Gives everything back; idempotent. */
  void end() {
    bytes = 0;
    old = 0;
    leaving = 0;
    mark = 0;
    giveBack();
  }

  private void giveBack() {
    long needed = total.stepped(Math.max(0, counted() - own));
    if (taken > needed) {
      total.giveBack(taken - needed);
      taken = needed;
    }
  }
}
