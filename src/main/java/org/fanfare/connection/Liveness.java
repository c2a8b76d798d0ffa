package org.fanfare.connection;

import java.time.Duration;
import org.fanfare.threads.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * When a connection must send a heartbeat, when its client must have shown a sign of life, and when
 * the connection must end.
 *
 * <p>Used only on the connection's shard, except for {@link #heard}, which any thread may call.
 */
final class Liveness {
  private final Ticker ticker;
  private final long heartbeatNanos;
  private final long beatNanos;
  private final long silenceNanos;
  private final boolean ends;
  private final Ended endsWith;
  private final long endAt;
  private final long bornAt;
  private volatile long heardAt;
  private long beatAt;
  private long writeBegan;

  /**
   * Begins to measure the times of a new connection.
   *
   * @param heartbeatNanos the node's heartbeat interval. Silence means that there is no sign of
   *     life for twice this interval, or twice the connection's own if that is longer
   */
  Liveness(Ticker ticker, ConnectionTimes times, long heartbeatNanos) {
    this.ticker = ticker;
    this.heartbeatNanos = heartbeatNanos;
    this.beatNanos = times.beat().toNanos();
    this.silenceNanos = 2 * Math.max(heartbeatNanos, beatNanos);
    long now = ticker.nanos();
    this.ends = times.end() != null;
    this.endAt = now + nanos(times);
    this.endsWith = times.why();
    this.bornAt = now;
    this.heardAt = now;
    this.beatAt = now + beatNanos;
  }

  private static long nanos(ConnectionTimes times) {
    @Nullable Duration end = times.end();
    return end == null ? 0 : end.toNanos();
  }

  void heard() {
    heardAt = ticker.nanos();
  }

  /**
   * Notes that a write begins.
   *
   * @param beat whether it is a heartbeat
   * @param asked whether the client must answer heartbeats; then other writes do not postpone them
   */
  void wrote(boolean beat, boolean asked) {
    writeBegan = ticker.nanos();
    if (beat || !asked) {
      beatAt = writeBegan + beatNanos;
    }
  }

  /** Returns when the last write began, in nanoseconds of the ticker. */
  long writeBegan() {
    return writeBegan;
  }

  /** Returns whether at least one heartbeat interval of the node has passed since {@code time}. */
  boolean isBeatSince(long time) {
    return ticker.nanos() - time >= heartbeatNanos;
  }

  /** Returns whether the time that counts as silence has passed since {@code time}. */
  boolean isSilenceSince(long time) {
    return ticker.nanos() - time > silenceNanos;
  }

  /** Returns the ticker's current time in nanoseconds. */
  long now() {
    return ticker.nanos();
  }

  boolean isBeatDue() {
    return ticker.nanos() - beatAt >= 0;
  }

  /** Returns whether a connection that has not begun yet has taken too long. */
  boolean isLate() {
    return ticker.nanos() - bornAt > silenceNanos;
  }

  /** Returns why the connection ends if it {@link #isOver}. */
  Ended endsWith() {
    return endsWith;
  }

  boolean isOver() {
    return ends && ticker.nanos() - endAt >= 0;
  }

  /**
   * Returns whether the client shows no sign of life: it does not answer heartbeats, or does not
   * read an outstanding write.
   */
  boolean isSilent(boolean answersBeats, boolean outstanding) {
    long now = ticker.nanos();
    return (outstanding && now - writeBegan > silenceNanos)
        || (answersBeats && now - heardAt > silenceNanos);
  }
}
