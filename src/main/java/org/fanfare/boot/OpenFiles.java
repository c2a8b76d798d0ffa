package org.fanfare.boot;

import org.fanfare.settings.Settings;

/** How many open files the settings ask for: one for each client, and those of the server. */
final class OpenFiles {
  /** Jars, logs, listeners and selectors: Payara Micro has about 200 of them, WildFly 700. */
  private static final int OF_THE_SERVER = 1_000;

  private OpenFiles() {}

  static long neededFor(Settings.Limits limits) {
    return (long) limits.connections() + limits.publishing() + OF_THE_SERVER;
  }

  /** The most connections for which so many files are enough, at least one. */
  static long roomFor(Settings.Limits limits, long files) {
    return Math.max(1, files - limits.publishing() - OF_THE_SERVER);
  }
}
