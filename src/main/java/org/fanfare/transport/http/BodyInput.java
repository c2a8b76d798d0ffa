package org.fanfare.transport.http;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/**
 * The bytes of a request body as they arrive, and what the container has reported about them. A
 * body in a content coding is read without it by {@link GzipInput}.
 *
 * <p>The methods for the container's reports ({@link #dataAvailable}, {@link #allRead}, {@link
 * #breakOff}) may be called by any thread. All others are called by one thread at a time, in a turn
 * of the body.
 */
class BodyInput {
  private final ServletInputStream in;
  private final long announced;
  private final boolean endsEarly;
  private volatile boolean readable;
  private volatile boolean endTold;
  private volatile boolean complete;
  private volatile boolean broken;
  private long received;

  /**
   * @param announced the length that the client announced, or -1
   * @param endsEarly whether the server may report the end of a body before all of it was read
   */
  BodyInput(ServletInputStream in, long announced, boolean endsEarly) {
    this.in = in;
    this.announced = announced;
    this.endsEarly = endsEarly;
  }

  final void dataAvailable() {
    readable = true;
  }

  final void allRead() {
    if (endsEarly) {
      endTold = true;
    } else {
      complete = true;
    }
  }

  /** Notes that no more bytes will arrive. */
  final void breakOff() {
    broken = true;
  }

  final boolean isBroken() {
    return broken;
  }

  /** Returns whether the end of the body was reached, even if it was too early. */
  boolean isComplete() {
    return complete;
  }

  /**
   * Returns whether a body that is complete is whole: whether as many bytes have arrived as were
   * announced.
   */
  boolean isWhole() {
    return announced < 0 || received >= announced;
  }

  /** Returns whether more bytes may be available. */
  boolean mayRead() {
    return (readable || endTold) && !complete;
  }

  /**
   * Reads what is available, at most a buffer full. Returns a negative number if there is nothing.
   */
  int read(byte[] buffer) throws IOException {
    try {
      return hasMore() ? readSome(buffer) : -1;
    } catch (
        RuntimeException recycled) { // a container may throw anything after it has ended a request
      throw new IOException("the server has ended the request", recycled);
    }
  }

  /**
   * Counts in the node's total what is held while more of the body is awaited; throws a {@link
   * org.fanfare.status.ProblemException} if there is no room for it.
   */
  void hold() {
    // nothing is held
  }

  /** From now on the body is read only to be discarded, as it was sent. */
  void discard() {
    // it is read as it was sent
  }

  /** Releases what is held, for good. Called by any thread. */
  void end() {
    // nothing is held
  }

  private boolean hasMore() throws IOException {
    if (endTold) {
      complete = received == announced || in.available() <= 0;
      return !complete;
    }
    readable = false; // before isReady(): from then on the container may report data at any time
    if (!in.isReady()) {
      return false;
    }
    readable = true;
    return true;
  }

  private int readSome(byte[] buffer) throws IOException {
    // isFinished() is not called before, since it may be true while bytes are unread
    // (Quirk.TELLS_THE_END_EARLY). No more is read than was announced: a server may not ensure that
    // itself (Quirk.TAKES_UPGRADES_FOR_GRANTED).
    int size = buffer.length;
    int most = announced < 0 ? size : (int) Math.min(size, announced - received);
    int length = in.read(buffer, 0, most);
    if (length < 0) {
      complete = true;
      return -1;
    }
    received += length;
    if (received == announced) {
      complete = true; // only ever set to true: the container may report the end at the same time
    }
    return length;
  }
}
