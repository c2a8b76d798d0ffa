package org.fanfare.transport;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A pool of buffers for reading. A reader holds a buffer only while it reads, so a connection that
 * waits for its client needs none. Safe for use by any thread.
 */
public final class Buffers {
  private static final int SIZE = 8192;
  private static final int MOST_KEPT = 64;

  private final Deque<byte[]> free = new ConcurrentLinkedDeque<>();
  private final AtomicInteger kept = new AtomicInteger();

  /** Returns a buffer of 8,192 bytes, whose content is undefined. */
  public byte[] take() {
    byte[] buffer = free.pollFirst();
    if (buffer == null) {
      return new byte[SIZE];
    }
    kept.decrementAndGet();
    return buffer;
  }

  /** Returns a buffer to the pool; the caller must not use it any more. */
  public void giveBack(byte[] buffer) {
    if (kept.get() < MOST_KEPT) {
      kept.incrementAndGet();
      free.addFirst(buffer);
    }
  }
}
