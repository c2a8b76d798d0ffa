package org.fanfare.redis;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import org.fanfare.threads.Loop;

/** A loop that does one task when a test says so. For one thread. */
final class SteppedLoop implements Loop {
  private record Later(long due, long number, Runnable task) {}

  private final LongSupplier clock;
  private final SteppedTasks tasks = new SteppedTasks();
  private final PriorityQueue<Later> later =
      new PriorityQueue<>(Comparator.comparingLong(Later::due).thenComparingLong(Later::number));
  private long number;

  SteppedLoop(LongSupplier clock) {
    this.clock = clock;
  }

  @Override
  public long millis() {
    return clock.getAsLong();
  }

  @Override
  public void execute(Runnable task) {
    tasks.execute(task);
  }

  @Override
  public void lastly(Runnable task) {
    execute(task);
  }

  @Override
  public void later(long wait, Runnable task) {
    later.add(new Later(millis() + wait, number++, task));
  }

  /** Does the next task; returns false if there is none. */
  boolean step() {
    while (!later.isEmpty() && later.peek().due <= millis()) {
      tasks.execute(later.remove().task);
    }
    return tasks.step();
  }
}
