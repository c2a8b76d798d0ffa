package org.fanfare.consumer.run;

import java.util.concurrent.TimeUnit;
import org.fanfare.threads.Ticker;

/** Counts the problems that one client was told. Used by the callbacks of its connection alone. */
final class Problems {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final Ticker ticker;
  private long since;
  private int count;

  Problems(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Counts one more; returns whether the client was told too many within a minute. */
  boolean isOneTooMany() {
    long now = ticker.nanos();
    if (count == 0 || now - since >= MINUTE) {
      since = now;
      count = 0;
    }
    return ++count > ConsumerSettings.PROBLEMS_IN_A_MINUTE;
  }
}
