package org.fanfare.connection;

import java.time.Duration;
import org.fanfare.threads.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * When a connection must give a sign of life, when its client should have, and when it is over.
 *
 * <p>Used on the connection's shard, but for {@link #heard}, which any thread may call.
 */
final class Liveness {
  private final Ticker ticker;
  private final long heartbeatNanos;
  private final long beatNanos;
  private final long silenceNanos;
  private final boolean ends;
  private final long endAt;
  private final long bornAt;
  private volatile long heardAt;
  private long beatAt;
  private long writeBegan;

  /**
   * @param heartbeatNanos the node's heartbeat; twice that, or the connection's own if that is
   *     longer, without life is silence
   */
  Liveness(Ticker ticker, ConnectionTimes times, long heartbeatNanos) {
    this.ticker = ticker;
    this.heartbeatNanos = heartbeatNanos;
    this.beatNanos = times.beat().toNanos();
    this.silenceNanos = 2 * Math.max(heartbeatNanos, beatNanos);
    long now = ticker.nanos();
    this.ends = times.end() != null;
    this.endAt = now + nanos(times);
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
   * @param asked whether the client must answer heartbeats, so that other writes do not put them
   *     off
   */
  void wrote(boolean beat, boolean asked) {
    writeBegan = ticker.nanos();
    if (beat || !asked) {
      beatAt = writeBegan + beatNanos;
    }
  }

  /** When the last write began. */
  long writeBegan() {
    return writeBegan;
  }

  /** Whether the node's heartbeat has passed since a time. */
  boolean isBeatSince(long time) {
    return ticker.nanos() - time >= heartbeatNanos;
  }

  /** Whether so long a time has passed since another that it is silence. */
  boolean isSilenceSince(long time) {
    return ticker.nanos() - time > silenceNanos;
  }

  /** The time. */
  long now() {
    return ticker.nanos();
  }

  boolean isBeatDue() {
    return ticker.nanos() - beatAt >= 0;
  }

  /** Whether a connection should have begun by now. */
  boolean isLate() {
    return ticker.nanos() - bornAt > silenceNanos;
  }

  boolean isOver() {
    return ends && ticker.nanos() - endAt >= 0;
  }

  /** Whether the client shows no life: it answers no heartbeat, or takes nothing of a write. */
  boolean isSilent(boolean answersBeats, boolean outstanding) {
    long now = ticker.nanos();
    return (outstanding && now - writeBegan > silenceNanos)
        || (answersBeats && now - heardAt > silenceNanos);
  }
}
