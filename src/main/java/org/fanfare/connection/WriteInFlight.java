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
    DONE_AT_ONCE,
    OUTSTANDING
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

  void begin() {
    state = State.BEGUN;
  }

  /** The outlet has returned; true if the write was done by then. */
  boolean returned() {
    return !STATE.compareAndSet(this, State.BEGUN, State.OUTSTANDING);
  }

  /** The write is done; true if the outlet had returned by then, so that nobody waits for it. */
  boolean done(boolean ready) {
    if (!ready) {
      peerGone = true;
    }
    return !STATE.compareAndSet(this, State.BEGUN, State.DONE_AT_ONCE);
  }

  /** Makes room for the next write; false if the peer is gone. */
  boolean end() {
    state = State.IDLE;
    return !peerGone;
  }
}
