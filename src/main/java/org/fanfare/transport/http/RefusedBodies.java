package org.fanfare.transport.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fanfare.threads.Ticker;

/**
 * The bodies that were refused before their end, and are read on: so many at one time at most, each
 * for so long; what may be endless for a tenth of that. Safe for use by any thread.
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

  /** Keeps a body until it is gone; false if there is no room, so that it is not to be read on. */
  boolean take(Body body) {
    if (!hasRoom()) {
      return false;
    }
    deadlines.put(body, ticker.nanos() + (body.isEndless() ? nanos / 10 : nanos));
    if (stopped) { // meanwhile, and perhaps after it had looked at all of them
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

  /** Gives up all of them, and takes no more. */
  void stop() {
    stopped = true;
    deadlines.keySet().forEach(Body::giveUp);
  }

  int count() {
    return deadlines.size();
  }
}
