package org.fanfare.transport.http;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/**
 * The bytes of a body as they come, and what the container has told of them.
 *
 * <p>What the container tells ({@link #dataAvailable}, {@link #allRead}, {@link #breakOff}) may
 * come by any thread; everything else is for one thread at a time, its body's turn.
 */
final class BodyInput {
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
   * @param endsEarly whether the server tells the end of a body of which not all was read
   */
  BodyInput(ServletInputStream in, long announced, boolean endsEarly) {
    this.in = in;
    this.announced = announced;
    this.endsEarly = endsEarly;
  }

  void dataAvailable() {
    readable = true;
  }

  void allRead() {
    if (endsEarly) {
      endTold = true;
    } else {
      complete = true;
    }
  }

  /** Nothing more will come. */
  void breakOff() {
    broken = true;
  }

  boolean isBroken() {
    return broken;
  }

  /** Whether its end has come, early or not. */
  boolean isComplete() {
    return complete;
  }

  /** Whether as much has come as was announced. */
  boolean isWhole() {
    return announced < 0 || received >= announced;
  }

  /** Whether it is worth asking for more. */
  boolean mayRead() {
    return (readable || endTold) && !complete;
  }

  /** Reads what there is at the moment, at most a buffer full; negative if there is nothing. */
  int read(byte[] buffer) throws IOException {
    try {
      return hasMore() ? readSome(buffer) : -1;
    } catch (
        RuntimeException recycled) { // a container may throw anything of a request it has ended
      throw new IOException("the server has ended the request", recycled);
    }
  }

  private boolean hasMore() throws IOException {
    if (endTold) {
      complete = received == announced || in.available() <= 0;
      return !complete;
    }
    readable = false; // before it is asked: from then on the container may tell at any moment
    if (!in.isReady()) {
      return false;
    }
    readable = true;
    return true;
  }

  private int readSome(byte[] buffer) throws IOException {
    // not isFinished() before, which may be true of what is unread (Quirk.TELLS_THE_END_EARLY); and
    // no more than was announced, which a server may not see to (Quirk.TAKES_UPGRADES_FOR_GRANTED)
    int size = buffer.length;
    int most = announced < 0 ? size : (int) Math.min(size, announced - received);
    int length = in.read(buffer, 0, most);
    if (length < 0) {
      complete = true;
      return -1;
    }
    received += length;
    if (received == announced) {
      complete = true; // never false again: the container may have told of the end meanwhile
    }
    return length;
  }
}
