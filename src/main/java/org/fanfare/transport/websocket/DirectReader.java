package org.fanfare.transport.websocket;

import java.util.concurrent.atomic.AtomicReference;
import org.fanfare.rfc6455.BrokenFrameException;
import org.fanfare.rfc6455.FrameReader;

/**
 * Reads a connection's frames for as long as it is there: what is held of a message that has begun
 * is let go of when the connection has gone, but never while it is being read. Nobody waits.
 */
final class DirectReader {
  private enum State {
    WAITING,
    READING,
    GONE
  }

  private final FrameReader frames;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

  DirectReader(FrameReader frames) {
    this.frames = frames;
  }

  /** Reads what came, unless the connection has gone. Called by one thread at a time. */
  void read(byte[] bytes, int count) throws BrokenFrameException {
    if (!state.compareAndSet(State.WAITING, State.READING)) {
      return;
    }
    try {
      frames.read(bytes, 0, count);
    } finally {
      if (!state.compareAndSet(State.READING, State.WAITING)) {
        frames.end(); // it went meanwhile
      }
    }
  }

  /** The connection has gone. May be called by any thread; idempotent. */
  void end() {
    if (state.getAndSet(State.GONE) == State.WAITING) {
      frames.end();
    }
  }
}
