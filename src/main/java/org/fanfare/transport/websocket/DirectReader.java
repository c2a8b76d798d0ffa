package org.fanfare.transport.websocket;

import java.util.concurrent.atomic.AtomicReference;
import org.fanfare.connection.CloseReason;
import org.fanfare.rfc6455.BrokenFrameException;
import org.fanfare.rfc6455.FrameParser;
import org.fanfare.transport.UnfinishedMessage;

/**
 * Reads a connection's frames for as long as it is there: what is held of a message that has begun
 * has its place in the node's total, and is let go of when the connection has gone, but never while
 * it is being read. Nobody waits.
 */
final class DirectReader {
  private enum State {
    WAITING,
    READING,
    GONE
  }

  private final FrameParser frames;
  private final UnfinishedMessage begun;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private long message; // that was held last, as the frames number it, or 0

  /**
   * @param begun counts what the frames hold
   */
  DirectReader(FrameParser frames, UnfinishedMessage begun) {
    this.frames = frames;
    this.begun = begun;
  }

  /** Reads what came, unless the connection has gone. Called by one thread at a time. */
  void read(byte[] bytes, int count) throws BrokenFrameException {
    if (!state.compareAndSet(State.WAITING, State.READING)) {
      return;
    }
    try {
      frames.read(bytes, 0, count);
    } finally {
      turnBack();
    }
  }

  /**
   * Counts what is held now, since more of it is waited for. Called between reads, by their thread.
   *
   * @return false if there is no place for it: it is let go of, and nothing more is read
   */
  boolean hold() {
    if (message == 0 && frames.unfinished() == 0) {
      return true; // the common case: whatever came was whole
    }
    if (!state.compareAndSet(State.WAITING, State.READING)) {
      return true; // it has gone, and holds nothing
    }
    try {
      boolean held = holds();
      if (!held) {
        frames.end();
      }
      return held;
    } finally {
      turnBack();
    }
  }

  private boolean holds() {
    long now = frames.unfinished();
    if (message != now) {
      begun.release(); // it is whole; another may have begun
      message = now;
    }
    return now == 0 || begun.hold(frames.taken());
  }

  /** Why the connection ends when there is no place: the message was late, or the total is full. */
  CloseReason refusal() {
    return begun.refusal();
  }

  private void turnBack() {
    if (!state.compareAndSet(State.READING, State.WAITING)) {
      letGo(); // it went meanwhile
    }
  }

  /** The connection has gone. May be called by any thread; idempotent. */
  void end() {
    if (state.getAndSet(State.GONE) == State.WAITING) {
      letGo();
    }
  }

  private void letGo() {
    frames.end();
    begun.end();
  }
}
