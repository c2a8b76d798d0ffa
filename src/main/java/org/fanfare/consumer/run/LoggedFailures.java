package org.fanfare.consumer.run;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.fanfare.threads.Ticker;

/**
 * Logs what the callbacks of consumers throw: one entry for each, by the logger of the consumer's
 * class; of the same class and place at most ten in a minute, then their number.
 *
 * <p>Safe for use by any thread. The number of places that are remembered is bounded.
 */
public final class LoggedFailures implements Failures {
  static final int IN_A_MINUTE = 10;
  private static final int MOST_PLACES = 1_000;
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final Ticker ticker;
  private final Map<String, Place> places = new ConcurrentHashMap<>();

  /** The failures of one place in the current minute. */
  private static final class Place {
    private long since;
    private int told;
    private int untold;
  }

  /** Creates a log that has told nothing. */
  public LoggedFailures(Ticker ticker) {
    this.ticker = ticker;
  }

  /** {@inheritDoc} Logs it, unless too many like it were logged. */
  @Override
  public void tell(Class<?> consumer, String callback, String what, Throwable failure) {
    System.Logger log = System.getLogger(consumer.getName());
    String key = consumer.getName() + " " + failure.getClass().getName() + " " + top(failure);
    if (places.size() >= MOST_PLACES) {
      places.clear();
    }
    Place place = places.computeIfAbsent(key, x -> new Place());
    int untold;
    synchronized (place) {
      long now = ticker.nanos();
      if (place.told == 0 || now - place.since >= MINUTE) {
        place.since = now;
        place.told = 0;
      }
      if (place.told >= IN_A_MINUTE) {
        place.untold++;
        return;
      }
      place.told++;
      untold = place.untold;
      place.untold = 0;
    }
    log.log(
        Level.ERROR,
        () ->
            "%s of %s failed%s"
                .formatted(
                    callback,
                    what,
                    untold == 0 ? "" : "; so did " + untold + " that were not logged, like this"),
        failure);
  }

  private static String top(Throwable failure) {
    StackTraceElement[] frames = failure.getStackTrace();
    return frames.length == 0 ? "" : frames[0].toString();
  }
}
