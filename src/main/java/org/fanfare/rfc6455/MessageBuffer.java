package org.fanfare.rfc6455;

import java.util.Arrays;

/**
 * The bytes that have come of a message: the room for them grows with them, and is at most a
 * quarter larger. Used by one thread at a time.
 */
final class MessageBuffer {
  private static final int LEAST = 64;

  private final int most;
  private byte[] bytes = {};
  private int size;

  /**
   * @param most the most bytes that there may be
   */
  MessageBuffer(int most) {
    this.most = most;
  }

  /** Keeps a copy of {@code from[at]} and the {@code count - 1} bytes after it. */
  void add(byte[] from, int at, int count) {
    if (count > bytes.length - size) {
      // the first in just the room that they need: often there are no more
      int spare = size == 0 ? 0 : Math.max(LEAST, size / 4);
      bytes = Arrays.copyOf(bytes, Math.min(most, size + Math.max(spare, count)));
    }
    System.arraycopy(from, at, bytes, size, count);
    size += count;
  }

  /** The bytes: those up to {@link #size}. */
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** How many bytes there is room for, used or not. */
  int room() {
    return bytes.length;
  }
}
