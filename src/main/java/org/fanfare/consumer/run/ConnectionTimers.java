package org.fanfare.consumer.run;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fanfare.consumer.Ticking;
import org.fanfare.threads.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one connection, whose tasks run in the order of its callbacks. Safe for use by any
 * thread; it holds nothing while there is no timer.
 */
final class ConnectionTimers {
  private final Schedule clock;
  private final Callbacks callbacks;
  private @Nullable Set<Timer> active; // guarded by this
  private boolean over; // guarded by this

  ConnectionTimers(Schedule clock, Callbacks callbacks) {
    this.clock = clock;
    this.callbacks = callbacks;
  }

  Ticking after(Duration delay, Runnable then) {
    return start(delay, then, false);
  }

  Ticking every(Duration period, Runnable then) {
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("a period is longer than nothing, is " + period);
    }
    return start(period, then, true);
  }

  private Ticking start(Duration delay, Runnable then, boolean again) {
    Timer timer = new Timer(delay, then, again);
    synchronized (this) {
      if (over) {
        return Ticking.NONE;
      }
      Set<Timer> known = active == null ? new HashSet<>(2) : active;
      active = known;
      if (known.size() >= ConsumerSettings.TIMERS) {
        throw new IllegalStateException(
            "a connection has at most "
                + ConsumerSettings.TIMERS
                + " timers at one time: stop one of them, or let one of them do more");
      }
      known.add(timer);
    }
    timer.schedule();
    return timer;
  }

  private synchronized boolean isActive(Timer timer) {
    return active != null && active.contains(timer);
  }

  private synchronized boolean forget(Timer timer) {
    return active != null && active.remove(timer);
  }

  /** Stops all of them; those that are started later never run. */
  void end() {
    List<Timer> stopped;
    synchronized (this) {
      over = true;
      stopped = active == null ? List.of() : List.copyOf(active);
      active = null;
    }
    stopped.forEach(Timer::cancel);
  }

  private final class Timer implements Ticking {
    private final Duration delay;
    private final Runnable then;
    private final boolean again;
    private volatile Schedule.@Nullable Pending pending;

    Timer(Duration delay, Runnable then, boolean again) {
      this.delay = delay;
      this.then = then;
      this.again = again;
    }

    void schedule() {
      pending = clock.after(delay, this::due);
      if (!isActive(this)) { // it was stopped meanwhile
        cancel();
      }
    }

    private void due() {
      callbacks.execute(new Event.Task(Callback.TIMER, this::run));
    }

    private void run() {
      if (again ? isActive(this) : forget(this)) {
        try {
          then.run();
        } finally {
          if (again && isActive(this)) {
            schedule();
          }
        }
      }
    }

    void cancel() {
      Schedule.Pending known = pending;
      if (known != null) {
        known.cancel();
      }
    }

    @Override
    public void stop() {
      forget(this);
      cancel();
    }
  }
}
