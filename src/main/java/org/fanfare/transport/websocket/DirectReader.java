package org.fanfare.transport.websocket;

import java.util.concurrent.atomic.AtomicReference;
import org.fanfare.connection.Ended;
import org.fanfare.rfc6455.BrokenFrameException;
import org.fanfare.rfc6455.FrameParser;
import org.fanfare.transport.UnfinishedMessage;

/**
 * Parses the frames of one connection until the connection is gone. The bytes of an unfinished
 * message are counted in the node's total. They are released when the connection is gone, but never
 * while a thread is reading. No method waits.
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
  private long message; // the number of the message held last, or 0

  /**
   * @param begun counts the bytes that {@code frames} holds
   */
  DirectReader(FrameParser frames, UnfinishedMessage begun) {
    this.frames = frames;
    this.begun = begun;
  }

  /**
   * Parses bytes, unless the connection is gone. Called by one thread at a time.
   *
   * @return how many of them it has taken: all, unless no further message is taken now
   */
  int read(byte[] bytes, int count) throws BrokenFrameException {
    if (!state.compareAndSet(State.WAITING, State.READING)) {
      return count;
    }
    try {
      return frames.read(bytes, 0, count);
    } finally {
      turnBack();
    }
  }

  /**
   * Counts the bytes that are held now, because more of the message is awaited. Called between
   * reads, by the thread that reads.
   *
   * @return false if there is no room for them: they are released, and nothing more is parsed
   */
  boolean hold() {
    if (message == 0 && frames.unfinished() == 0) {
      return true; // the common case: all messages are complete
    }
    if (!state.compareAndSet(State.WAITING, State.READING)) {
      return true; // it is gone, and holds nothing
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
      begun.release(); // complete; another may have begun
      message = now;
    }
    return now == 0 || begun.hold(frames.taken());
  }

  /**
   * Returns why the connection must be closed after {@link #hold} returned false: the message was
   * late, or the node's total is full.
   */
  Ended refusal() {
    return begun.refusal();
  }

  private void turnBack() {
    if (!state.compareAndSet(State.READING, State.WAITING)) {
      letGo(); // ended meanwhile
    }
  }

  /** Stops reading for good, and releases what is held. May be called by any thread; idempotent. */
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
