package org.fanfare.demo;

import java.util.random.RandomGenerator;

/** Something that is sold on the made-up market, with its price in cents. For one thread. */
final class Good {
  private static final double RESTLESS = 0.004;
  private static final double HOMESICK = 0.002;

  private final String name;
  private final long open;
  private long cents;

  /** Begins with the price {@code open}, which it stays near to. */
  Good(String name, long open) {
    this.name = name;
    this.open = open;
    this.cents = open;
  }

  /** Goes a random step, and a small one back towards where it began. */
  void move(RandomGenerator random) {
    double step = open * RESTLESS * random.nextGaussian() + (open - cents) * HOMESICK;
    cents = Math.max(1, cents + Math.round(step));
  }

  /** Returns it as JSON; the name needs no escapes. */
  String json() {
    return "{\"name\":\"" + name + "\",\"open\":" + open + ",\"cents\":" + cents + "}";
  }
}
