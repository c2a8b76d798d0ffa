package org.fanfare.layer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves only when a test turns it. Safe for use by any thread. */
public final class TurnedClock extends Clock {
  private final AtomicLong millis =
      new AtomicLong(Instant.parse("2026-11-21T13:05:09.123Z").toEpochMilli());

  /** Turns it forward. */
  public void advance(Duration time) {
    millis.addAndGet(time.toMillis());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("a turned clock is in UTC");
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis.get());
  }
}
