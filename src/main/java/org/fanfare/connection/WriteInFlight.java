package org.fanfare.connection;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * The one write that a connection may have in flight, and whether its peer has gone meanwhile.
 *
 * <p>Used on the connection's shard, but for {@link #done}, which any thread may call, also before
 * the outlet has returned.
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

  private volatile State state = State.IDLE; // in place: it is looked at for each delivery
  private volatile boolean peerGone;

  boolean isIdle() {
    return state == State.IDLE;
  }

  boolean isOutstanding() {
    return state == State.OUTSTANDING;
  }

  /** Whether the write is done, and nobody has made room for the next. */
  boolean isDone() {
    return state == State.DONE;
  }

  void begin() {
    state = State.BEGUN;
  }

  /** The outlet has returned: what is not done by now is outstanding, which it tells. */
  boolean returned() {
    return STATE.compareAndSet(this, State.BEGUN, State.OUTSTANDING);
  }

  /** The write is done; true if it was outstanding, so that somebody must look again. */
  boolean done(boolean ready) {
    if (!ready) {
      peerGone = true;
    }
    return STATE.getAndSet(this, State.DONE) == State.OUTSTANDING;
  }

  /** Makes room for the next write; false if the peer is gone. */
  boolean end() {
    state = State.IDLE;
    return !peerGone;
  }
}
