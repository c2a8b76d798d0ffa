package org.fanfare.rfc6455;

import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Deflates messages, each alone (RFC 7692, section 7.2.1). Safe for use by any thread.
 *
 * <p>A deflater takes a quarter of a megabyte outside the heap, and some time to make: a few are
 * kept, any more that are in use at one time are ended after it. Those that are kept go with this
 * class.
 */
final class Deflation {
  private static final int LEAST = 64; // below, it fits a packet either way
  private static final int TAIL = 4;
  private static final int MOST_KEPT = 4;

  private static final Deque<Deflater> FREE = new ConcurrentLinkedDeque<>();
  private static final AtomicInteger KEPT = new AtomicInteger();

  private Deflation() {}

  /** Deflates a message; null if it is small, or would not become smaller. */
  static byte @Nullable [] of(byte[] message) {
    if (message.length < LEAST) {
      return null;
    }
    Deflater deflater = take();
    try {
      deflater.setInput(message);
      byte[] deflated = new byte[message.length + TAIL];
      int length = deflater.deflate(deflated, 0, deflated.length, Deflater.SYNC_FLUSH);
      // with the room used up there may be more of it
      return length == deflated.length ? null : Arrays.copyOf(deflated, length - TAIL);
    } finally {
      giveBack(deflater);
    }
  }

  private static Deflater take() {
    Deflater deflater = FREE.pollFirst();
    if (deflater == null) {
      return new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    }
    KEPT.decrementAndGet();
    return deflater;
  }

  private static void giveBack(Deflater deflater) {
    if (KEPT.incrementAndGet() > MOST_KEPT) {
      KEPT.decrementAndGet();
      deflater.end();
    } else {
      deflater.reset();
      FREE.addFirst(deflater);
    }
  }
}
