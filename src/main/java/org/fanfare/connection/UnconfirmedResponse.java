package org.fanfare.connection;

/**
 * The bytes that the client of an event stream or a poll may not have received yet. Such a client
 * confirms nothing: one that reads everything cannot be distinguished from one that reads nothing.
 *
 * <p>On a server that keeps what it was given, publications of a stream that were in the logs
 * before the stream began count for one heartbeat. Publications of a later time are not counted
 * like that: their amount is limited by what is published. On other servers, and for polls, a write
 * that is done has left the server; until it is done, its bytes count if they were encoded for this
 * client alone.
 */
final class UnconfirmedResponse extends Unconfirmed {
  private long leaving; // the part of bytes() that is in a write not yet done
  private long since; // when the oldest of what the server may keep was written

  UnconfirmedResponse(PendingTotal total) {
    super(total, total.bounds().own() + total.bounds().share());
  }

  @Override
  void wrote(Outgoing what, long count, boolean isOld, boolean keeps, Liveness liveness) {
    boolean alone = what instanceof Outgoing.Delivery;
    if (isOld && keeps && (alone || what instanceof Outgoing.Publications)) {
      since = bytes() == 0 ? liveness.writeBegan() : since;
      add(count);
    } else if (alone) {
      add(count);
      leaving = count;
    }
  }

  @Override
  void leftOutstanding() {
    if (leaving > 0) {
      take();
    }
  }

  @Override
  void done() {
    if (leaving > 0) {
      add(-leaving);
      leaving = 0;
      release();
    }
  }

  @Override
  long counted() {
    return bytes();
  }

  /**
   * {@inheritDoc}
   *
   * <p>What the server has kept for a heartbeat no longer counts, unless there was no room for it
   * in the total: then the client should reconnect.
   */
  @Override
  Look look(Liveness liveness) {
    if (bytes() == leaving || !liveness.isBeatSince(since)) {
      return Look.NOTHING;
    }
    if (isRefused() && isWaiting()) {
      return Look.COME_BACK;
    }
    add(leaving - bytes());
    release();
    return Look.WRITE;
  }

  @Override
  void end() {
    leaving = 0;
    super.end();
  }
}
