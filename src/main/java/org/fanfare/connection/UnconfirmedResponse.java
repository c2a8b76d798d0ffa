package org.fanfare.connection;

/**
 * What the client of an event stream or a poll may not have taken yet. Nothing confirms it: a
 * client that takes everything looks like one that takes nothing.
 *
 * <p>So where the server keeps what it has taken, what was in the logs before a stream began counts
 * for one heartbeat; what is published while it lives is bounded by what is published. On other
 * servers, and for polls, a write that is done has left; until then, what was encoded for this
 * client alone counts.
 */
final class UnconfirmedResponse extends Unconfirmed {
  private long leaving; // of the bytes: until the write is done
  private long since; // the oldest of what the server may keep

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
   * <p>What the server has kept for a heartbeat counts no more, unless there was no room for it in
   * the total: then the client should come back.
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
