package org.fanfare.consumer.run;

import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How long the callbacks of one kind took: how many of them ended within each of some bounds, and
 * the sum of their times. Safe for use by any thread; to count one takes no lock and makes no
 * object.
 */
public final class CallbackTimes {
  private static final double NANOS_OF_A_SECOND = 1e9;

  /** In seconds: from callbacks that only compute to those that wait for others. */
  private static final double[] BOUNDS = {
    0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, Double.POSITIVE_INFINITY
  };

  private final LongAdder[] counts =
      Stream.generate(LongAdder::new).limit(BOUNDS.length).toArray(LongAdder[]::new);
  private final LongAdder nanos = new LongAdder();

  /** Counts a callback that took so many nanoseconds. */
  void add(long took) {
    double seconds = took / NANOS_OF_A_SECOND;
    int i = 0;
    while (seconds > BOUNDS[i]) {
      i++;
    }
    counts[i].increment();
    nanos.add(took);
  }

  /**
   * Returns the number of callbacks by their bounds in seconds: each took at most so long, and
   * longer than the bound below. The last bound is infinite.
   */
  public NavigableMap<Double, Long> counts() {
    NavigableMap<Double, Long> byBound = new TreeMap<>();
    IntStream.range(0, BOUNDS.length).forEach(i -> byBound.put(BOUNDS[i], counts[i].sum()));
    return byBound;
  }

  /** Returns the sum of their times, in seconds. */
  public double seconds() {
    return nanos.sum() / NANOS_OF_A_SECOND;
  }
}
