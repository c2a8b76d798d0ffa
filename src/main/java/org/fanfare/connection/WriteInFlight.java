package org.fanfare.connection;

import java.util.concurrent.atomic.AtomicReference;

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

  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
  private volatile boolean peerGone;

  boolean isIdle() {
    return state.get() == State.IDLE;
  }

  boolean isOutstanding() {
    return state.get() == State.OUTSTANDING;
  }

  void begin() {
    state.set(State.BEGUN);
  }

  /** The outlet has returned; true if the write was done by then. */
  boolean returned() {
    return !state.compareAndSet(State.BEGUN, State.OUTSTANDING);
  }

  /** The write is done; true if the outlet had returned by then, so that nobody waits for it. */
  boolean done(boolean ready) {
    if (!ready) {
      peerGone = true;
    }
    return !state.compareAndSet(State.BEGUN, State.DONE_AT_ONCE);
  }

  /** Makes room for the next write; false if the peer is gone. */
  boolean end() {
    state.set(State.IDLE);
    return !peerGone;
  }
}
