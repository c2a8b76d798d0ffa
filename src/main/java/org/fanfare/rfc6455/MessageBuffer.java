package org.fanfare.rfc6455;

import java.util.Arrays;

/**
 * The bytes of a message that have arrived. The buffer grows with them and is at most about a
 * quarter larger. Used by one thread at a time.
 */
final class MessageBuffer {
  private static final int LEAST = 64;

  private final int most;
  private byte[] bytes = {};
  private int size;

  /**
   * Creates an empty buffer.
   *
   * @param most the maximum number of bytes
   */
  MessageBuffer(int most) {
    this.most = most;
  }

  /** Appends a copy of {@code from[at]} and the {@code count - 1} bytes after it. */
  void add(byte[] from, int at, int count) {
    if (count > bytes.length - size) {
      // the first bytes get exactly the room that they need: often there are no more
      int spare = size == 0 ? 0 : Math.max(LEAST, size / 4);
      bytes = Arrays.copyOf(bytes, Math.min(most, size + Math.max(spare, count)));
    }
    System.arraycopy(from, at, bytes, size, count);
    size += count;
  }

  /** Returns the array, whose bytes up to {@link #size} are valid. */
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** Returns the capacity in bytes. */
  int room() {
    return bytes.length;
  }
}
