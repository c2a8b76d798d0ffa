package org.fanfare.consumer.run;

import java.time.Duration;
import org.fanfare.threads.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * The time that a session lives while nothing carries it. Not safe for use by several threads: its
 * link guards it.
 */
final class Grace {
  private final Schedule schedule;
  private final Duration length;
  private final Runnable over;
  private Schedule.@Nullable Pending pending;

  /**
   * A grace that has not begun.
   *
   * @param over is called by the clock when it is over
   */
  Grace(Schedule schedule, Duration length, Runnable over) {
    this.schedule = schedule;
    this.length = length;
    this.over = over;
  }

  /** It begins, unless it has begun already. */
  void begin() {
    if (pending == null) {
      pending = schedule.after(length, over);
    }
  }

  /** It ends before its time; it may begin anew. */
  void end() {
    Schedule.Pending known = pending;
    pending = null;
    if (known != null) {
      known.cancel();
    }
  }
}
