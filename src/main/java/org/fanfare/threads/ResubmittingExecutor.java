package org.fanfare.threads;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Wraps the container's executor, and submits again each task that has not begun within a second.
 *
 * <p>While the application is still being deployed, the container may lose a task such as a close
 * or a ping ({@link org.fanfare.transport.Quirk#LOSES_WORK_WHILE_IT_DEPLOYS}). Each task runs at
 * most once. Safe for use by any thread.
 */
final class ResubmittingExecutor implements Executor {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

  private final Executor workers;
  private final Ticker ticker;
  private final Set<Task> given = ConcurrentHashMap.newKeySet();

  private final class Task implements Runnable {
    private final Runnable task;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile long givenAt = ticker.nanos();

    Task(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      if (begun.compareAndSet(false, true)) {
        given.remove(this);
        task.run();
      }
    }
  }

  ResubmittingExecutor(Executor workers, Ticker ticker) {
    this.workers = workers;
    this.ticker = ticker;
  }

  @Override
  public void execute(Runnable task) {
    Task lasting = new Task(task);
    given.add(lasting);
    try {
      workers.execute(lasting);
    } catch (RuntimeException refused) { // of no narrower type in all containers
      given.remove(lasting);
      throw refused;
    }
  }

  /** Submits again what has waited too long; must be called by a timer. */
  void tick() {
    long now = ticker.nanos();
    for (Task task : given) {
      if (now - task.givenAt > PATIENCE_NANOS) {
        task.givenAt = now;
        again(task);
      }
    }
  }

  private void again(Task task) {
    try {
      workers.execute(task);
    } catch (RejectedExecutionException stopped) {
      given.remove(task);
    }
  }
}
