package org.fanfare.wire.consumers;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where a callback waits until a test releases it, or for so long that no test would. */
final class Blocked {
  private static final long MOST_SECONDS = 60;
  private static final CountDownLatch LATCH = new CountDownLatch(1);

  private Blocked() {}

  static void untilReleased() throws InterruptedException {
    if (!LATCH.await(MOST_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("no test has released what it blocked");
    }
  }

  static void release() {
    LATCH.countDown();
  }
}
