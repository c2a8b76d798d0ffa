package org.fanfare.bench;

import java.util.List;

/** A histogram of nanoseconds, exact to about 1.5 %, in constant space. */
final class Latencies {
  private static final int STEPS = 64;

  private final long[] counts = new long[STEPS * 60];
  private long total;
  private long largest;

  void add(long nanos) {
    long value = Math.max(0, nanos);
    counts[index(value)]++;
    total++;
    largest = Math.max(largest, value);
  }

  long total() {
    return total;
  }

  /** In microseconds; 0 if there was none. */
  double percentile(double percent) {
    long wanted = (long) Math.ceil(total * percent / 100);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted && seen > 0) {
        return Math.min(middle(i), largest) / 1e3;
      }
    }
    return 0;
  }

  /** The median of several. */
  static double median(List<Latencies> rounds, double percent) {
    double[] sorted =
        rounds.stream().mapToDouble(each -> each.percentile(percent)).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  double largest() {
    return largest / 1e3;
  }

  private static int index(long value) {
    if (value < STEPS) {
      return (int) value;
    }
    int exponent = 63 - Long.numberOfLeadingZeros(value);
    return (exponent - 5) * STEPS + (int) (value >> (exponent - 6) & (STEPS - 1));
  }

  private static long middle(int index) {
    if (index < STEPS) {
      return index;
    }
    int exponent = index / STEPS + 5;
    long step = 1L << (exponent - 6);
    return (1L << exponent) + (index % STEPS) * step + step / 2;
  }
}
