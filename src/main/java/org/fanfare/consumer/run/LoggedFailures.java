package org.fanfare.consumer.run;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.fanfare.threads.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Logs what the callbacks of consumers throw: one entry for each, by the logger of the consumer's
 * class; of the same class and place at most ten in a minute, then their number, with the next one
 * or when the minute is over.
 *
 * <p>Safe for use by any thread. {@link #tick} must be called by a timer, each second. The number
 * of places that are remembered is bounded.
 */
public final class LoggedFailures implements Failures {
  static final int IN_A_MINUTE = 10;
  private static final int MOST_PLACES = 1_000;
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final Ticker ticker;
  private final Map<String, Place> places = new ConcurrentHashMap<>();

  /**
   * The failures of one place in the current minute. Immutable.
   *
   * @param since when the first of them was logged
   * @param told how many were logged
   * @param untold how many were not, since the last that was
   * @param newest the last of those
   */
  private record Place(long since, int told, int untold, @Nullable Entry newest) {
    boolean isOver(long now) {
      return now - since >= MINUTE;
    }

    Place with(Entry failed, long now) {
      if (isOver(now)) {
        return new Place(now, 1, 0, null);
      }
      return told < IN_A_MINUTE
          ? new Place(since, told + 1, 0, null)
          : new Place(since, told, untold + 1, failed);
    }
  }

  /** What is logged of a failure. */
  private record Entry(String logger, String callback, String what, String failure) {
    void tell(int number) {
      System.getLogger(logger)
          .log(
              Level.ERROR,
              "%d failures were not logged, the last one that %s of %s failed with %s"
                  .formatted(number, callback, what, failure));
    }
  }

  /** Creates a log that has told nothing. */
  public LoggedFailures(Ticker ticker) {
    this.ticker = ticker;
  }

  /** {@inheritDoc} Logs it, unless too many like it were logged. */
  @Override
  public void tell(Class<?> consumer, String callback, String what, Throwable failure) {
    String kind = failure.getClass().getName() + top(failure);
    String key = consumer.getName() + " " + kind;
    Entry entry = new Entry(consumer.getName(), callback, what, kind);
    if (places.size() >= MOST_PLACES && !places.containsKey(key)) {
      forget(place -> true);
    }
    long now = ticker.nanos();
    int[] untold = {0};
    Place after =
        places.compute(
            key,
            (x, before) -> {
              untold[0] = before == null ? 0 : before.untold;
              return before == null ? new Place(now, 1, 0, null) : before.with(entry, now);
            });
    if (after.untold == 0) {
      System.getLogger(entry.logger)
          .log(
              Level.ERROR,
              () -> entry.callback + " of " + entry.what + " failed" + also(untold[0]),
              failure);
    }
  }

  private static String also(int untold) {
    return untold == 0 ? "" : "; so did " + untold + " that were not logged, like this";
  }

  private static String top(Throwable failure) {
    StackTraceElement[] frames = failure.getStackTrace();
    return frames.length == 0 ? "" : " at " + frames[0];
  }

  /** Tells of the failures that were not logged in a minute that is over. */
  public void tick() {
    long now = ticker.nanos();
    forget(place -> place.isOver(now));
  }

  /** Tells of all failures that were not logged; the node ends. */
  public void close() {
    forget(place -> true);
  }

  private void forget(Predicate<Place> which) {
    List<Place> forgotten = new ArrayList<>();
    for (String key : places.keySet()) {
      places.computeIfPresent(
          key,
          (x, place) -> {
            if (!which.test(place)) {
              return place;
            }
            forgotten.add(place);
            return null;
          });
    }
    for (Place place : forgotten) {
      if (place.newest != null) {
        place.newest.tell(place.untold);
      }
    }
  }
}
