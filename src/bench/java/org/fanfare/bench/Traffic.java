package org.fanfare.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Publishes at a pace, over one WebSocket, and waits for what is under way. */
final class Traffic {
  private static final long STANDSTILL = TimeUnit.SECONDS.toNanos(10);

  private final Loop loop;
  private final Ledger ledger;
  private final Mark mark;
  private final WebSocketLink publisher;
  private final String[] groups;

  Traffic(Loop loop, Ledger ledger, Target target, WebSocketLink publisher) {
    this.loop = loop;
    this.ledger = ledger;
    mark = target.mark();
    this.publisher = publisher;
    groups = new String[ledger.groups()];
    Arrays.setAll(groups, index -> target.among(groups.length, index).group());
  }

  /** As the pace says, for so many seconds. */
  void run(Pace pace, double seconds) throws IOException {
    if (pace.rate() > 0) {
      atRate(pace.rate(), seconds);
    } else {
      long until = System.nanoTime() + (long) (seconds * 1e9);
      withWindow(pace.window(), until);
    }
  }

  /** Waits until every subscriber has everything; false if nothing came for five seconds. */
  boolean drain() throws IOException {
    long began = System.nanoTime();
    while (!ledger.allArrived()) {
      loop.turn(System.nanoTime() + 100_000_000);
      long last = Math.max(began, ledger.lastDelivery());
      if (System.nanoTime() - last > STANDSTILL / 2) {
        return false;
      }
    }
    return true;
  }

  /** Stamped with the time at which it is due, so that being late shows. */
  private void atRate(double rate, double seconds) throws IOException {
    long start = System.nanoTime();
    int count = (int) Math.round(rate * seconds);
    for (int i = 0; i < count; i++) {
      long due = start + (long) (i * 1e9 / rate);
      while (System.nanoTime() < due) {
        turn(due);
      }
      publish(i % groups.length, due);
      turn(0);
    }
    while (System.nanoTime() < start + (long) (seconds * 1e9)) {
      turn(start + (long) (seconds * 1e9));
    }
  }

  /** The same payload so many times to another group, at a rate; nobody counts it. */
  void fill(String other, byte[] payload, int count, double rate) throws IOException {
    for (int i = 0; i < count; i++) {
      publisher.publish(other, payload);
      long next = System.nanoTime() + (long) (1e9 / rate);
      while (System.nanoTime() < next) {
        turn(next);
      }
    }
  }

  private void withWindow(int window, long until) throws IOException {
    long start = System.nanoTime();
    for (long now = start; now < until; now = System.nanoTime()) {
      for (int group = 0; group < groups.length; group++) {
        while (ledger.underWay(group) < window) {
          publish(group, System.nanoTime());
        }
      }
      turn(until);
      if (now - Math.max(start, ledger.lastDelivery()) > STANDSTILL) {
        throw new IllegalStateException(
            "nothing was delivered for 10 seconds, with %d deliveries of %d messages"
                .formatted(ledger.delivered(), ledger.published()));
      }
    }
  }

  private void turn(long until) throws IOException {
    loop.turn(until);
    loop.refuseFailures();
  }

  private void publish(int group, long time) {
    publisher.publish(groups[group], mark.payload(ledger.publish(group), time));
  }
}
