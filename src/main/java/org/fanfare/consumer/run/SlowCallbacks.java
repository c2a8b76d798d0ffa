package org.fanfare.consumer.run;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.fanfare.threads.Ticker;

/**
 * Watches how long callbacks take. One that takes too long is counted, and logged with its stack,
 * once a minute for each route; it is never interrupted.
 *
 * <p>Safe for use by any thread. {@link #tick} must be called by a timer, each second.
 */
final class SlowCallbacks {
  private static final System.Logger LOG = System.getLogger(SlowCallbacks.class.getName());
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final long slow;
  private final Ticker ticker;
  private final AtomicLong next = new AtomicLong();
  private final Map<Long, Running> running = new ConcurrentHashMap<>();
  private final Map<ConsumerRoute, Long> logged = new HashMap<>(); // used by the timer alone

  /** A callback that runs. */
  private static final class Running {
    private final ConsumerRoute route;
    private final String callback;
    private final Thread thread;
    private final long since;
    private boolean counted; // used by the timer alone

    Running(ConsumerRoute route, String callback, Thread thread, long since) {
      this.route = route;
      this.callback = callback;
      this.thread = thread;
      this.since = since;
    }
  }

  SlowCallbacks(Duration slow, Ticker ticker) {
    this.slow = slow.toNanos();
    this.ticker = ticker;
  }

  /** A callback begins on the calling thread; the result is for {@link #end}. */
  long begin(ConsumerRoute route, String callback) {
    long id = next.incrementAndGet();
    running.put(id, new Running(route, callback, Thread.currentThread(), ticker.nanos()));
    return id;
  }

  /** It has ended; returns how long it took, in nanoseconds. */
  long end(long id) {
    Running ended = running.remove(id);
    return ended == null ? 0 : ticker.nanos() - ended.since;
  }

  /** Looks for callbacks that have run too long. */
  void tick() {
    long now = ticker.nanos();
    for (Running each : running.values()) {
      if (!each.counted && now - each.since >= slow) {
        each.counted = true;
        each.route.statistics().wasSlow();
        log(each, now);
      }
    }
  }

  private void log(Running each, long now) {
    Long last = logged.get(each.route);
    if (last != null && now - last < MINUTE) {
      return;
    }
    logged.put(each.route, now);
    LOG.log(
        Level.WARNING,
        "The callback {0} of the route {1} has run for {2} s, and holds one of"
            + " fanfare.consumers.threads: {3}",
        each.callback,
        each.route.type().path(),
        TimeUnit.NANOSECONDS.toSeconds(now - each.since),
        stack(each.thread));
  }

  private static String stack(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .map(frame -> System.lineSeparator() + "\tat " + frame)
        .collect(Collectors.joining());
  }
}
