package org.fanfare.threads;

import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An executor that runs one task at a time, in order, on a worker's thread. Each shard serves a
 * share of the connections.
 *
 * <p>It requests a worker when there is work, and releases it when there is none. Safe for use by
 * any thread. If the workers refuse tasks (the server stops, or has no thread), tasks run on the
 * caller's thread, still one at a time, so that clients can be notified.
 */
public final class Shard implements Executor {
  private static final System.Logger LOG = System.getLogger(Shard.class.getName());

  /** The number of tasks after which the shard lets its worker run other work, if there is any. */
  static final int AT_ONCE = 256;

  private final Executor workers;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Turns turns = new Turns();
  private final AtomicBoolean told = new AtomicBoolean();
  private final Runnable run = this::run;

  /** Creates a shard whose tasks {@code workers} run. */
  public Shard(Executor workers) {
    this.workers = workers;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (turns.enter()) {
      start();
    }
  }

  private void start() {
    try {
      workers.execute(run);
    } catch (RejectedExecutionException stopped) {
      run();
    } catch (RuntimeException | Error noThread) {
      if (told.compareAndSet(false, true)) {
        LOG.log(
            Level.WARNING, "No worker for a shard: its tasks run where they come from", noThread);
      }
      run();
    }
  }

  private void run() {
    int done = 0;
    do {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        perform(task);
        if (++done == AT_ONCE && givesWay()) {
          return; // the thread that runs it next is inside now
        }
      }
    } while (!turns.leave());
  }

  private static void perform(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "A task of a shard failed; the shard goes on", e);
    }
  }

  /** Queues this shard behind its worker's other work; returns false if the worker refuses. */
  private boolean givesWay() {
    try {
      workers.execute(run);
      return true;
    } catch (RuntimeException | Error refused) {
      return false;
    }
  }
}
