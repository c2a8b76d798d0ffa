package org.fanfare.publish;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.fanfare.security.Caller;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * How fast each caller may publish: a number of publishes a second, and as many at once. A message
 * to several groups counts once for each.
 *
 * <p>A caller is known only until it could publish as many at once again, which takes a second at
 * most. If very many callers publish within that time, those that are not known have one rate
 * together, so that their number fills no memory. Safe for use by any thread; nothing blocks, and
 * each question costs one look-up. {@link #tick} must be called by a timer, each second.
 */
public final class PublishRates {
  /** The most callers that are known at one time. */
  static final int MOST = 100_000;

  private static final long SECOND = 1_000_000_000L;

  /** A wait that is shorter is put off, so that timers cost nothing for each line. */
  private static final long LEAST_WAIT = 10_000_000L;

  private final int perSecond;
  private final LongSupplier nanos;
  private final Map<String, Spent> callers = new ConcurrentHashMap<>();
  private final Spent others;
  private final LongAdder paced = new LongAdder();

  /**
   * Until when a caller has spent what it may publish, in nanoseconds: it has spent nothing if that
   * is over, and a second's publishes if it is a second ahead.
   */
  private static final class Spent extends AtomicLong {
    Spent(long until) {
      super(until);
    }
  }

  /**
   * Creates rates of callers who have published nothing yet.
   *
   * @param perSecond the publishes a second of one caller, at least 1
   * @param nanos a monotonic clock in nanoseconds with any origin
   */
  public PublishRates(int perSecond, LongSupplier nanos) {
    if (perSecond < 1) {
      throw new IllegalArgumentException("a rate is at least 1 a second, not " + perSecond);
    }
    this.perSecond = perSecond;
    this.nanos = nanos;
    this.others = new Spent(nanos.getAsLong());
  }

  /**
   * Takes the publishes of one message. Returns null, or the problem with which the caller is
   * refused; then nothing is taken.
   */
  @Nullable Problem take(Caller caller, int groups) {
    Spent spent = of(caller);
    long cost = cost(groups);
    while (true) {
      long now = nanos.getAsLong();
      long before = spent.get();
      long from = before - now < 0 ? now : before;
      if (from != now && from + cost - now > SECOND) {
        return new Problem(
            Status.SHARE_USED,
            "one caller publishes at most %d messages a second (fanfare.per-caller.publishes): send it"
                    .formatted(perSecond)
                + " again later");
      }
      if (spent.compareAndSet(before, from + cost)) {
        return null;
      }
    }
  }

  /**
   * Takes the publishes of one line, and returns how many nanoseconds it has to wait for its turn;
   * 0 if it need not wait.
   */
  long pace(Caller caller, int groups) {
    Spent spent = of(caller);
    long cost = cost(groups);
    while (true) {
      long now = nanos.getAsLong();
      long before = spent.get();
      long from = before - now < 0 ? now : before;
      if (spent.compareAndSet(before, from + cost)) {
        long wait = from - now - SECOND;
        if (wait < LEAST_WAIT) {
          return 0;
        }
        paced.increment();
        return wait;
      }
    }
  }

  private long cost(int groups) {
    return SECOND / perSecond * groups;
  }

  private Spent of(Caller caller) {
    String name = caller.bearer();
    Spent known = callers.get(name);
    if (known != null) {
      return known;
    }
    return callers.size() < MOST
        ? callers.computeIfAbsent(name, n -> new Spent(nanos.getAsLong()))
        : others;
  }

  /** Forgets the callers who could publish as many at once as any other. */
  public void tick() {
    long now = nanos.getAsLong();
    callers.values().removeIf(spent -> spent.get() - now <= 0);
  }

  /** Returns the number of callers that are known. */
  int known() {
    return callers.size();
  }

  /** Returns how many lines have waited for their turn since the start. */
  public long paced() {
    return paced.sum();
  }
}
