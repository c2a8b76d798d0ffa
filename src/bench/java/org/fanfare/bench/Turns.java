package org.fanfare.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * The latencies of the same readers, by turns without and with what might disturb them. They must
 * not notice: their 99th percentile with it (the median of the rounds) is at most 1.5 times the one
 * without.
 */
final class Turns {
  private static final double BOUND = 1.5;

  private final String without;
  private final String with;
  private final List<Latencies> undisturbed = new ArrayList<>();
  private final List<Latencies> disturbed = new ArrayList<>();

  /** Turns that are reported by names which begin so. */
  Turns(String without, String with) {
    this.without = without;
    this.with = with;
  }

  void without(Latencies latencies) {
    undisturbed.add(latencies);
  }

  void with(Latencies latencies) {
    disturbed.add(latencies);
  }

  void report(Report report) {
    report.figure(without + "_p50_us", Latencies.median(undisturbed, 50));
    report.figure(without + "_p99_us", Latencies.median(undisturbed, 99));
    report.figure(with + "_p50_us", Latencies.median(disturbed, 50));
    report.figure(with + "_p99_us", Latencies.median(disturbed, 99));
    report.figure("p99_ratio", ratio());
    report.figure("p99_ratio_bound", BOUND);
  }

  Verdict verdict() {
    return ratio() <= BOUND ? Verdict.GOOD : Verdict.SLOWED;
  }

  private double ratio() {
    return Latencies.median(disturbed, 99) / Latencies.median(undisturbed, 99);
  }
}
