package org.fanfare.consumer.test;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.fanfare.threads.Schedule;
import org.fanfare.threads.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The only thread of a test, which is the test's own, and its time. Tasks wait until a call of the
 * test has been made, and then run one after the other until none is left; so do timers that are
 * due. Time passes only when it is turned.
 *
 * <p>A call that is made from within a task adds to the work, and begins none. Other threads may
 * submit tasks and timers, which run with the next call of the test.
 */
final class OneThread implements Executor, Schedule, Ticker {
  private static final int MOST_CALLBACKS = 1_000_000;

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>(Timer.ORDER); // guarded by itself
  private long lastTimer; // guarded by timers
  private volatile long nanos;
  private boolean busy;
  private int callbacks; // since time has passed, or a call was made

  /** A task that is due at a time; of two that are due at the same time, the first comes first. */
  private record Timer(long at, long number, Runnable task) {
    static final Comparator<Timer> ORDER =
        Comparator.comparingLong(Timer::at).thenComparingLong(Timer::number);
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public Pending after(Duration delay, Runnable task) {
    synchronized (timers) {
      Timer timer = new Timer(nanos + Math.max(0, delay.toNanos()), lastTimer++, task);
      timers.add(timer);
      return () -> {
        synchronized (timers) {
          timers.remove(timer);
        }
      };
    }
  }

  @Override
  public long nanos() {
    return nanos;
  }

  /** Makes a call of the test, and works until nothing is left to do, even if the call throws. */
  <T extends @Nullable Object> T call(Supplier<T> call) {
    if (busy) {
      return call.get();
    }
    busy = true;
    try {
      return call.get();
    } finally {
      try {
        work();
      } finally {
        busy = false;
      }
    }
  }

  /** Makes a call without a result. */
  void run(Runnable call) {
    this.<@Nullable Void>call(
        () -> {
          call.run();
          return null;
        });
  }

  /**
   * Turns the time, and lets each timer run at its time. From within a task, it only turns the
   * time: the task takes so long.
   */
  void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time passes forwards only, not by " + time);
    }
    long target = nanos + time.toNanos();
    if (busy) {
      nanos = target;
      return;
    }
    run(
        () -> {
          for (Long at = firstTimer(); at != null && at <= target; at = firstTimer()) {
            nanos = Math.max(nanos, at);
            work();
          }
          nanos = Math.max(nanos, target);
        });
  }

  private void work() {
    callbacks = 0;
    for (Runnable next = next(); next != null; next = next()) {
      next.run();
    }
  }

  /**
   * A callback begins.
   *
   * @throws AssertionError if there were so many while no time has passed that there is no end of
   *     them
   */
  void countCallback() {
    if (++callbacks == MOST_CALLBACKS) {
      callbacks = 0;
      throw new AssertionError(
          "after %d callbacks at one time there are more: the consumer makes work for itself without end"
              .formatted(MOST_CALLBACKS));
    }
  }

  private @Nullable Runnable next() {
    Runnable task = tasks.poll();
    if (task != null) {
      return task;
    }
    synchronized (timers) {
      Timer first = timers.peek();
      if (first == null || first.at > nanos) {
        return null;
      }
      timers.remove(first);
      return first.task;
    }
  }

  private @Nullable Long firstTimer() {
    synchronized (timers) {
      Timer first = timers.peek();
      return first == null ? null : first.at;
    }
  }
}
