package org.fanfare.consumer.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of a test, which stands still until the test turns it. */
public final class TestClock {
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final OneThread thread;

  TestClock(OneThread thread) {
    this.thread = thread;
  }

  /**
   * Lets time pass: timers run when they are due, heartbeats are sent, logs grow old, slow clients
   * read. When this returns, all that has come of it is done.
   *
   * <p>Called from within a callback, it lets the callback take so long: what becomes due meanwhile
   * happens after it.
   *
   * @param time not negative
   */
  public void advance(Duration time) {
    thread.advance(time);
  }

  /** Returns the time of the test; the same in every run, since it begins at a fixed time. */
  public Instant now() {
    return START.plusNanos(thread.nanos());
  }

  /** Returns it as publications are stamped with it. */
  Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the clock of a test is in UTC");
      }

      @Override
      public Instant instant() {
        return now();
      }
    };
  }
}
