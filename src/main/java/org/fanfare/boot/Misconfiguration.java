package org.fanfare.boot;

import java.lang.System.Logger.Level;

/**
 * The reason why Fanfare does not serve requests: its settings are wrong.
 *
 * <p>The application starts nevertheless, and answers every request to a path of Fanfare with the
 * reason. If it did not start, the server would stay up and answer 404. The reason is logged in one
 * line at once, again after five and twenty seconds, when the server has logged everything about
 * its start, and then every minute. A timer calls {@link #tick}, after the start has called {@link
 * #tell}.
 */
final class Misconfiguration {
  private static final System.Logger LOG = System.getLogger(Misconfiguration.class.getName());
  private static final int AFTER_THE_START = 1;
  private static final int AFTER_A_SLOW_START = 4;
  private static final int TICKS_IN_A_MINUTE = 12;

  private final String reason;
  private int ticks;

  Misconfiguration(String reason) {
    this.reason = reason;
  }

  /** Returns what is wrong and what would be right, without any secret. */
  String reason() {
    return reason;
  }

  /** Logs the reason. */
  void tell() {
    LOG.log(
        Level.ERROR,
        "Fanfare does not serve, and answers every request to a path of its own with 503, until this is mended and it is"
            + " started again: {0}",
        reason);
  }

  /** Logs the reason again if it is time to; must be called every five seconds. */
  void tick() {
    ticks++;
    if (ticks == AFTER_THE_START || ticks == AFTER_A_SLOW_START || ticks % TICKS_IN_A_MINUTE == 0) {
      tell();
    }
  }
}
