package org.fanfare.consumer.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.fanfare.threads.Schedule;
import org.fanfare.threads.Ticker;

/** Time that passes when a test says so, and runs then what was due. For one thread. */
final class TurnedTime implements Schedule, Ticker {
  private final Queue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::number));
  private long now;
  private long number;

  private record Task(long due, long number, Runnable runs) {}

  @Override
  public long nanos() {
    return now;
  }

  /** The time of day. */
  Instant instant() {
    return Instant.EPOCH.plusNanos(now);
  }

  @Override
  public Pending after(Duration delay, Runnable runs) {
    Task task = new Task(now + delay.toNanos(), number++, runs);
    tasks.add(task);
    return () -> tasks.remove(task);
  }

  /** The tasks that wait for their time. */
  int waiting() {
    return tasks.size();
  }

  /** Lets time pass. */
  void pass(Duration time) {
    long until = now + time.toNanos();
    for (Task next = tasks.peek(); next != null && next.due <= until; next = tasks.peek()) {
      tasks.remove();
      now = next.due;
      next.runs.run();
    }
    now = until;
  }
}
