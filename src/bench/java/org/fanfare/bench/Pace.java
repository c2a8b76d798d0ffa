package org.fanfare.bench;

/**
 * How fast messages are published: so many a second (open loop), or, with a rate of 0, as fast as
 * they arrive with so many under way (closed loop).
 */
record Pace(double rate, int window) {
  Pace {
    if (rate <= 0 && window <= 0) {
      throw new IllegalArgumentException("a --rate or a --window above 0 is needed");
    }
  }

  static Pace of(Options options, double rate) {
    return new Pace(options.real("rate", rate), options.number("window", 10));
  }
}
