package org.fanfare.bench;

import java.util.Arrays;
import org.fanfare.harness.LawChecker;

/**
 * The account of a run: what was published, and what each subscriber was given of it. With {@code
 * n} groups, message {@code i} goes to group {@code i % n}, and subscriber {@code j} reads group
 * {@code j % n}: it must get every number of that group once, in order. Used on the loop's thread
 * only.
 */
final class Ledger implements Deliveries {
  private final LawChecker laws;
  private final int groups;
  private final int readers;
  private int[] copies = new int[4096];
  private final int[] published;
  private final int[] complete;
  private long damaged;
  private long gaps;
  private long lastDelivery;
  private Latencies latencies = new Latencies();
  private long measuredFrom = Long.MAX_VALUE;

  Ledger(int subscribers, int groups) {
    if (groups < 1 || subscribers % groups != 0) {
      throw new IllegalArgumentException(
          "%d subscribers cannot be spread evenly over %d groups".formatted(subscribers, groups));
    }
    laws = new LawChecker(subscribers);
    this.groups = groups;
    published = new int[groups];
    complete = new int[groups];
    readers = subscribers / groups;
  }

  int groups() {
    return groups;
  }

  /** The number of the next message of a group. */
  int publish(int group) {
    int number = published[group]++ * groups + group;
    if (number >= copies.length) {
      copies = Arrays.copyOf(copies, number * 2);
    }
    return number;
  }

  /** Latencies of messages stamped from now on go into these. */
  void measure(Latencies into, long now) {
    latencies = into;
    measuredFrom = now;
  }

  @Override
  public void delivered(int subscriber, int number, long time, long now) {
    int group = subscriber % groups;
    int offset = number / groups + 1;
    if (number < 0 || number % groups != group || offset > published[group]) {
      damaged++;
      return;
    }
    if (laws.publication(subscriber, offset) == LawChecker.REPEATED) {
      return;
    }
    lastDelivery = now;
    if (time >= measuredFrom) {
      latencies.add(now - time);
    }
    if (++copies[number] == readers) {
      complete[group]++;
    }
  }

  @Override
  public void damaged(int subscriber) {
    damaged++;
  }

  /** A run with a gap has failed: what it names is not excused, but counted as lost too. */
  @Override
  public void gap(int subscriber, String group, long first, long last) {
    gaps++;
  }

  /** How many messages of a group have not reached all its subscribers yet. */
  int underWay(int group) {
    return published[group] - complete[group];
  }

  /** How many messages were published, to all groups together. */
  int published() {
    return Arrays.stream(published).sum();
  }

  long delivered() {
    return laws.given();
  }

  long lastDelivery() {
    return lastDelivery;
  }

  boolean allArrived() {
    return laws.given() == (long) published() * readers;
  }

  /** Adds what went wrong; the run has failed if any of these is not zero. */
  void report(Report report) {
    report.count("lost", (long) published() * readers - laws.given());
    report.count("skipped", laws.lost());
    report.count("dup_or_out_of_order", laws.repeated());
    report.count("damaged", damaged);
    report.count("gaps", gaps);
  }

  boolean isClean() {
    return allArrived() && laws.isKept() && damaged == 0 && gaps == 0;
  }
}
