package org.fanfare.redis;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.fanfare.threads.Loop;

/**
 * A loop with a thread of its own, whose time is turned by a test. What is to be done later is done
 * by the time of the machine.
 */
final class ThreadLoop implements Loop, AutoCloseable {
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger left = new AtomicInteger();
  private final LongSupplier millis;

  ThreadLoop(LongSupplier millis) {
    this.millis = millis;
  }

  @Override
  public long millis() {
    return millis.getAsLong();
  }

  @Override
  public void execute(Runnable task) {
    left.incrementAndGet();
    try {
      thread.execute(
          () -> {
            try {
              task.run();
            } finally {
              left.decrementAndGet();
            }
          });
    } catch (RejectedExecutionException closed) {
      left.decrementAndGet();
    }
  }

  @Override
  public void lastly(Runnable task) {
    execute(task);
  }

  @Override
  public void later(long wait, Runnable task) {
    try {
      var unused = thread.schedule(task, wait, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      // the test is over
    }
  }

  /** Returns whether everything is done that is not to be done later. */
  boolean isIdle() {
    return left.get() == 0;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
