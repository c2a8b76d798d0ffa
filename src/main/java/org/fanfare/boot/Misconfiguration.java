package org.fanfare.boot;

import java.lang.System.Logger.Level;

/**
 * Why Fanfare does not serve: its settings are wrong.
 *
 * <p>The application starts all the same and answers every request to a path of ours with the
 * reason, because servers stay up when an application of theirs does not start, and would answer
 * 404. The reason is told in one line at once, again after five and twenty seconds, when the server
 * has said all that it has to say of its start, and then each minute. Called by one thread, a
 * timer's.
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

  /** What was wrong, and what would be right; nothing secret is in it. */
  String reason() {
    return reason;
  }

  /** Tells the reason. */
  void tell() {
    LOG.log(
        Level.ERROR,
        "Fanfare does not serve, and answers every request to a path of its own with 503, until this is mended and it is"
            + " started again: {0}",
        reason);
  }

  /** Tells it again if it is time to; must be called every five seconds. */
  void tick() {
    ticks++;
    if (ticks == AFTER_THE_START || ticks == AFTER_A_SLOW_START || ticks % TICKS_IN_A_MINUTE == 0) {
      tell();
    }
  }
}
