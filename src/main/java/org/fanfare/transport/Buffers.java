package org.fanfare.transport;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Buffers to read into, held only while something is read: who waits has none. Safe for use by any
 * thread.
 */
public final class Buffers {
  private static final int SIZE = 8192;
  private static final int MOST_KEPT = 64;

  private final Deque<byte[]> free = new ConcurrentLinkedDeque<>();
  private final AtomicInteger kept = new AtomicInteger();

  /** A buffer, with anything in it. */
  public byte[] take() {
    byte[] buffer = free.pollFirst();
    if (buffer == null) {
      return new byte[SIZE];
    }
    kept.decrementAndGet();
    return buffer;
  }

  /** Takes back a buffer, which is not used any more. */
  public void giveBack(byte[] buffer) {
    if (kept.get() < MOST_KEPT) {
      kept.incrementAndGet();
      free.addFirst(buffer);
    }
  }
}
