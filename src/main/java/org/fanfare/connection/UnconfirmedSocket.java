package org.fanfare.connection;

/**
 * What a WebSocket's client has not confirmed: the pong with what a ping carried is the sign that
 * all that was written before that ping has come.
 *
 * <p>Of the total it takes at once what was in the logs before it began, which comes as fast as it
 * is taken; what is published while it lives only if a ping has not been answered for a second, so
 * that a thousand clients that keep up are not asked all the time.
 */
final class UnconfirmedSocket extends Unconfirmed {
  private static final long PATIENCE_NANOS = 1_000_000_000;

  private long old; // of the bytes: what was in the logs before
  private volatile long mark; // that is under way in a ping, or 0
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
   * <p>A client that has taken something of the total has two heartbeats for its answer, whatever
   * else it sends; it takes something when it has not answered for a second. One that has not been
   * asked is, so that nothing stays taken of a total that is loaded.
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
