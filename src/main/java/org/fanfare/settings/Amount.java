package org.fanfare.settings;

import java.time.Duration;

/**
 * Formats durations and sizes as an operator would, in the largest unit that leaves no fraction.
 */
final class Amount {
  private static final String[] SIZES = {"", " KiB", " MiB", " GiB", " TiB"};

  private Amount() {}

  static String of(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0s";
    }
    if (millis % Duration.ofDays(1).toMillis() == 0) {
      return duration.toDays() + "d";
    }
    if (millis % Duration.ofHours(1).toMillis() == 0) {
      return duration.toHours() + "h";
    }
    if (millis % Duration.ofMinutes(1).toMillis() == 0) {
      return duration.toMinutes() + "m";
    }
    return millis % 1000 == 0 ? duration.toSeconds() + "s" : millis + "ms";
  }

  static String ofBytes(long bytes) {
    long amount = bytes;
    int unit = 0;
    while (amount != 0 && amount % 1024 == 0 && unit < SIZES.length - 1) {
      amount /= 1024;
      unit++;
    }
    return amount + SIZES[unit];
  }
}
