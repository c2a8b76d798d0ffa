package org.fanfare.connection;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * The one write that a connection may have in flight, and whether its peer is gone.
 *
 * <p>Used only on the connection's shard, except for {@link #done}, which any thread may call, even
 * before the outlet has returned.
 */
final class WriteInFlight {
  private enum State {
    IDLE,
    BEGUN,
    OUTSTANDING,
    DONE
  }

  private static final AtomicReferenceFieldUpdater<WriteInFlight, State> STATE =
      AtomicReferenceFieldUpdater.newUpdater(WriteInFlight.class, State.class, "state");

  private volatile State state = State.IDLE; // no object of its own: read for each delivery
  private volatile boolean peerGone;

  boolean isIdle() {
    return state == State.IDLE;
  }

  boolean isOutstanding() {
    return state == State.OUTSTANDING;
  }

  /** Returns whether the write is done and {@link #end} has not been called since. */
  boolean isDone() {
    return state == State.DONE;
  }

  void begin() {
    state = State.BEGUN;
  }

  /**
   * Notes that the outlet has returned. Returns whether the write is outstanding, which means that
   * it is not done yet.
   */
  boolean returned() {
    return STATE.compareAndSet(this, State.BEGUN, State.OUTSTANDING);
  }

  /**
   * Notes that the write is done. Returns whether it was outstanding; then the caller must cause
   * the connection to continue.
   *
   * @param ready whether there is room for more; false if the peer is gone
   */
  boolean done(boolean ready) {
    if (!ready) {
      peerGone = true;
    }
    return STATE.getAndSet(this, State.DONE) == State.OUTSTANDING;
  }

  /** Permits the next write; returns false if the peer is gone. */
  boolean end() {
    state = State.IDLE;
    return !peerGone;
  }
}
