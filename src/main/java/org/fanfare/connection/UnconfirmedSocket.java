package org.fanfare.connection;

/**
 * The bytes that the client of a WebSocket has not confirmed. A pong with the content of a ping
 * confirms everything that was written before that ping.
 *
 * <p>Publications that were in the logs before the connection began count towards the total at
 * once, because they are written as fast as the server takes them. Publications of a later time
 * count only if a ping has not been answered for a second. So a thousand clients that keep up do
 * not have to be asked all the time.
 */
final class UnconfirmedSocket extends Unconfirmed {
  private static final long PATIENCE_NANOS = 1_000_000_000;

  private long old; // the part of bytes() that was in the logs before
  private volatile long mark; // content of the ping that awaits its pong, or 0
  private long markedAt;
  private long marked;
  private long markedOld;
  private boolean late; // the ping has not been answered for a while
  private boolean due;

  UnconfirmedSocket(PendingTotal total) {
    super(total, total.bounds().each());
  }

  @Override
  void wrote(Outgoing what, long count, boolean isOld, boolean keeps, Liveness liveness) {
    add(count);
    if (isOld && (what instanceof Outgoing.Publications || what instanceof Outgoing.Delivery)) {
      old += count;
    }
  }

  @Override
  long counted() {
    return late ? bytes() : old;
  }

  @Override
  boolean asks() {
    return bytes() > own() / 2
        && mark == 0
        && (due || isWaiting() || isHalfFull() || (counted() > own() && total().isTight()));
  }

  @Override
  long mark(long now) {
    if (mark == 0) {
      mark = total().newMark();
      marked = bytes();
      markedOld = old;
      markedAt = now;
    }
    due = false;
    return mark;
  }

  @Override
  boolean isAsked(long carried) {
    return carried != 0 && carried == mark;
  }

  @Override
  void confirm(long carried) {
    if (isAsked(carried)) {
      add(-marked);
      old -= markedOld;
      mark = 0;
      late = false;
      release();
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Bytes of a client that has not answered a ping for a second are taken from the total. A
   * client for which something is taken from the total must answer a ping within two heartbeats,
   * whatever else it sends. If such a client has not been asked while much of the total is taken,
   * it is asked now, so that nothing stays taken for long.
   */
  @Override
  Look look(Liveness liveness) {
    if (mark != 0 && !late && liveness.now() - markedAt > PATIENCE_NANOS) {
      late = true;
      take();
    }
    if (isTaking() && mark != 0 && liveness.isSilenceSince(markedAt)) {
      return Look.UNANSWERED;
    }
    due = isTaking() && mark == 0 && total().isLoaded();
    return due ? Look.WRITE : Look.NOTHING;
  }

  @Override
  void end() {
    old = 0;
    late = false;
    mark = 0;
    super.end();
  }
}
