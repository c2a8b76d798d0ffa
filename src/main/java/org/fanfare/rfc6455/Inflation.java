package org.fanfare.rfc6455;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.fanfare.rfc6455.BrokenFrameException.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Inflates one message while it arrives (RFC 7692, section 7.2.2).
 *
 * <p>The size of inflated data is checked before it is stored, and text is validated as it arrives.
 * Holds memory outside the heap, {@link #OUTSIDE}, until {@link #end}. Used by one thread at a
 * time.
 */
final class Inflation {
  /** The four bytes that a sender omits, then an empty final block, which completes the stream. */
  private static final byte[] TAIL = {0, 0, -1, -1, 1, 0, 0, -1, -1};

  /** Memory that inflating takes outside the heap, in bytes: zlib's window and tables. */
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
   * Begins a message.
   *
   * @param maxSize the maximum size of the inflated message, in bytes
   * @param utf8 validates the inflated bytes if they must be text; else null
   */
  Inflation(int maxSize, @Nullable Utf8Check utf8) {
    this.maxSize = maxSize;
    this.utf8 = utf8;
    this.inflated = new byte[Math.min(maxSize, LEAST_ROOM)];
  }

  /**
   * Returns how many more compressed bytes are accepted. A compressor may enlarge a message, at
   * worst by an eighth, and each fragment costs some bytes; compressed bytes are not kept.
   */
  long room() {
    return maxSize + maxSize / 4L + 1024 - taken;
  }

  /** Returns the number of bytes held, at most the maximum size of the message. */
  int held() {
    return inflated.length;
  }

  /** Inflates further bytes. */
  void take(byte[] bytes, int from, int count) throws BrokenFrameException {
    taken += count;
    inflate(bytes, from, count);
  }

  /**
   * Completes the message, which then consists of {@link #bytes} up to {@link #size}. Without any
   * compressed bytes the message is empty, since some compressors send nothing for an empty
   * message.
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

  /** Releases the memory; no other method may be called afterwards. Idempotent. */
  void end() {
    inflater.end();
  }

  /** Inflates all of these bytes; returns true if a final block ends exactly at their end. */
  private boolean inflate(byte[] bytes, int from, int count) throws BrokenFrameException {
    inflater.setInput(bytes, from, count);
    boolean ends = false;
    while (true) {
      int more = step();
      if (inflater.finished()) {
        // after a final block there may be others (section 7.2.3.4), which begin a new stream
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
      keep(full, (int) (inflater.getBytesWritten() - before)); // checks earlier output first
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
