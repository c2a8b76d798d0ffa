package org.fanfare.transport.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fanfare.threads.Ticker;

/**
 * The bodies that were refused before their end, and are read on. Their number and the time for
 * each are limited; a body that may be endless gets a tenth of that time. Safe for use by any
 * thread.
 */
final class RefusedBodies {
  private final int most;
  private final long nanos;
  private final Ticker ticker;
  private final Map<Body, Long> deadlines = new ConcurrentHashMap<>();
  private volatile boolean stopped;

  RefusedBodies(int most, Duration longest, Ticker ticker) {
    this.most = most;
    this.nanos = longest.toNanos();
    this.ticker = ticker;
  }

  boolean hasRoom() {
    return !stopped && deadlines.size() < most;
  }

  /**
   * Adds a body, which must be removed by {@link #gone}. Returns false if there is no room; then
   * the body must not be read on.
   */
  boolean take(Body body) {
    if (!hasRoom()) {
      return false;
    }
    deadlines.put(body, ticker.nanos() + (body.isEndless() ? nanos / 10 : nanos));
    if (stopped) { // stop() may have missed this body
      deadlines.remove(body);
      return false;
    }
    return true;
  }

  void gone(Body body) {
    deadlines.remove(body);
  }

  /** Gives up the bodies that take too long. */
  void tick() {
    long now = ticker.nanos();
    deadlines.forEach(
        (body, deadline) -> {
          if (now - deadline > 0) {
            body.giveUp();
          }
        });
  }

  /** Gives up all bodies, and accepts no more. */
  void stop() {
    stopped = true;
    deadlines.keySet().forEach(Body::giveUp);
  }

  int count() {
    return deadlines.size();
  }
}
