package org.fanfare.bench;

import java.util.Arrays;

/**
 * The account of a run: what was published, and what each subscriber was given of it. Every
 * subscriber must get every number once, in order. Used on the loop's thread only.
 */
final class Ledger implements Deliveries {
  private final int[] next;
  private int[] copies = new int[4096];
  private int published;
  private int complete;
  private long delivered;
  private long skipped;
  private long repeated;
  private long damaged;
  private long gaps;
  private long lastDelivery;
  private Latencies latencies = new Latencies();
  private long measuredFrom = Long.MAX_VALUE;

  Ledger(int subscribers) {
    next = new int[subscribers];
  }

  int publish() {
    if (published == copies.length) {
      copies = Arrays.copyOf(copies, published * 2);
    }
    return published++;
  }

  /** Latencies of messages stamped from now on go into these. */
  void measure(Latencies into, long now) {
    latencies = into;
    measuredFrom = now;
  }

  @Override
  public void delivered(int subscriber, int number, long time, long now) {
    if (number < 0 || number >= published) {
      damaged++;
      return;
    }
    if (number < next[subscriber]) {
      repeated++;
      return;
    }
    skipped += number - next[subscriber];
    next[subscriber] = number + 1;
    delivered++;
    lastDelivery = now;
    if (time >= measuredFrom) {
      latencies.add(now - time);
    }
    if (++copies[number] == next.length) {
      complete++;
    }
  }

  @Override
  public void damaged(int subscriber) {
    damaged++;
  }

  @Override
  public void gap(int subscriber, String group, long first, long last) {
    gaps++;
  }

  int underWay() {
    return published - complete;
  }

  int published() {
    return published;
  }

  long delivered() {
    return delivered;
  }

  long lastDelivery() {
    return lastDelivery;
  }

  boolean allArrived() {
    return delivered == (long) published * next.length;
  }

  /** Adds what went wrong; the run has failed if any of these is not zero. */
  void report(Report report) {
    report.count("lost", (long) published * next.length - delivered);
    report.count("skipped", skipped);
    report.count("dup_or_out_of_order", repeated);
    report.count("damaged", damaged);
    report.count("gaps", gaps);
  }

  boolean isClean() {
    return allArrived() && skipped == 0 && repeated == 0 && damaged == 0 && gaps == 0;
  }
}
