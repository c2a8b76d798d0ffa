package org.fanfare.rfc6455;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.fanfare.rfc6455.BrokenFrameException.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Inflates one message while it comes (RFC 7692, section 7.2.2).
 *
 * <p>What is inflated is bounded before it is kept, and a text is checked as it is. Holds memory
 * outside the heap, {@link #OUTSIDE}, until {@link #end}. Used by one thread at a time.
 */
final class Inflation {
  /** What a sender leaves away, then an empty last block, which ends what was whole before it. */
  private static final byte[] TAIL = {0, 0, -1, -1, 1, 0, 0, -1, -1};

  /** What inflating takes outside the heap, in bytes: zlib's window and its tables. */
  static final int OUTSIDE = 40 * 1024;

  private static final int LEAST_ROOM = 512;

  private final int maxSize;
  private final @Nullable Utf8Check utf8;
  private final Inflater inflater = new Inflater(true);
  private final byte[] beyond = new byte[1];
  private byte[] inflated;
  private int size;
  private long taken;

  /**
   * @param maxSize the most bytes of the message when it is inflated
   * @param utf8 checks them, if they must be text
   */
  Inflation(int maxSize, @Nullable Utf8Check utf8) {
    this.maxSize = maxSize;
    this.utf8 = utf8;
    this.inflated = new byte[Math.min(maxSize, LEAST_ROOM)];
  }

  /**
   * How many more bytes may come. A compressor may make a message larger, at worst by an eighth,
   * and each fragment costs some bytes; nothing of them is kept.
   */
  long room() {
    return maxSize + maxSize / 4L + 1024 - taken;
  }

  /** How many bytes are kept, at most as many as the message may have. */
  int held() {
    return inflated.length;
  }

  /** Inflates some more. */
  void take(byte[] bytes, int from, int count) throws BrokenFrameException {
    taken += count;
    inflate(bytes, from, count);
  }

  /**
   * Ends the message, which then is {@link #bytes} up to {@link #size}. One of no bytes at all is
   * empty: there are compressors that make nothing of nothing.
   */
  void finish() throws BrokenFrameException {
    if (taken > 0 && !inflate(TAIL, 0, TAIL.length)) {
      throw notDeflated();
    }
    if (utf8 != null && !utf8.isComplete()) {
      throw BrokenFrameException.notUtf8();
    }
  }

  byte[] bytes() {
    return inflated;
  }

  int size() {
    return size;
  }

  /** Gives the memory back; nothing else may be done then. Idempotent. */
  void end() {
    inflater.end();
  }

  /** Inflates all of this; true if a last block ends just with it. */
  private boolean inflate(byte[] bytes, int from, int count) throws BrokenFrameException {
    inflater.setInput(bytes, from, count);
    boolean ends = false;
    while (true) {
      int more = step();
      if (inflater.finished()) {
        // after a last block there may be others (section 7.2.3.4), which begin anew
        int rest = inflater.getRemaining();
        inflater.reset();
        inflater.setInput(bytes, from + count - rest, rest);
        ends = rest == 0;
      } else if (more == 0) {
        return ends;
      } else {
        ends = false;
      }
    }
  }

  private int step() throws BrokenFrameException {
    if (size == inflated.length && size < maxSize) {
      long larger = size + (long) Math.max(LEAST_ROOM, size / 4);
      inflated = Arrays.copyOf(inflated, (int) Math.min(maxSize, larger));
    }
    boolean full = size == maxSize;
    long before = inflater.getBytesWritten();
    try {
      int more =
          full
              ? inflater.inflate(beyond)
              : inflater.inflate(inflated, size, inflated.length - size);
      keep(full, more);
      return more;
    } catch (DataFormatException wrong) {
      keep(full, (int) (inflater.getBytesWritten() - before)); // what came before it counts first
      throw notDeflated();
    }
  }

  private void keep(boolean full, int more) throws BrokenFrameException {
    if (full && more > 0) {
      throw BrokenFrameException.tooLarge(maxSize);
    }
    if (utf8 != null && !utf8.accepts(inflated, size, size + more)) {
      throw BrokenFrameException.notUtf8();
    }
    size += more;
  }

  private static BrokenFrameException notDeflated() {
    return new BrokenFrameException(
        Fault.NOT_DEFLATED, "a message that is said to be deflated and is not");
  }
}
