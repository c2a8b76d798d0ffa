package org.fanfare.rfc6455;

import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Deflates messages, each independently (RFC 7692, section 7.2.1). Safe for use by any thread.
 *
 * <p>A deflater takes a quarter of a megabyte outside the heap and some time to create. Therefore a
 * few are kept for reuse; any further ones are ended after use. The kept ones live as long as this
 * class.
 */
final class Deflation {
  private static final int LEAST = 64; // smaller messages fit into a packet either way
  private static final int TAIL = 4;
  private static final int MOST_KEPT = 4;

  private static final Deque<Deflater> FREE = new ConcurrentLinkedDeque<>();
  private static final AtomicInteger KEPT = new AtomicInteger();

  private Deflation() {}

  /** Deflates a message; returns null if it is small or would not become smaller. */
  static byte @Nullable [] of(byte[] message) {
    if (message.length < LEAST) {
      return null;
    }
    Deflater deflater = take();
    try {
      deflater.setInput(message);
      byte[] deflated = new byte[message.length + TAIL];
      int length = deflater.deflate(deflated, 0, deflated.length, Deflater.SYNC_FLUSH);
      // if the array is full the output may be incomplete
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
