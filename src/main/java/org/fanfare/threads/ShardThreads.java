package org.fanfare.threads;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The threads that write to the clients. There is one thread of the container for each share of the
 * connections, from the start to the end of the application, and more while one is blocked ({@link
 * #relieve}).
 *
 * <p>They do not belong to the managed executor, because each publication submits a task, which may
 * be expensive there ({@link org.fanfare.transport.Quirk#SEARCHES_THE_CLASS_PATH}). Safe for use by
 * any thread.
 */
final class ShardThreads implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ShardThreads.class.getName());
  private static final long END_SECONDS = 1;

  private final List<CompensatingExecutor> threads;

  /**
   * Uses threads of the container; none is created yet.
   *
   * @param count the number of shares, each with one thread
   */
  ShardThreads(NamedThreads container, int count) {
    threads =
        IntStream.range(0, count)
            .mapToObj(i -> new CompensatingExecutor(container.named("fanfare-shard-" + i)))
            .toList();
  }

  /**
   * Creates the threads; to be called while the application starts. A thread that is created
   * between that and the end of the deployment may never run ({@link
   * org.fanfare.transport.Quirk#LOSES_WORK_WHILE_IT_DEPLOYS}).
   */
  void start() {
    threads.forEach(CompensatingExecutor::prestartCoreThread);
  }

  /**
   * Returns an executor for each share. It runs one task at a time, in order, except while its
   * thread is blocked. After {@link #close} it refuses tasks with {@link
   * java.util.concurrent.RejectedExecutionException}.
   */
  List<? extends Executor> each() {
    return threads;
  }

  /**
   * Returns an executor for tasks that may block their thread and need no order. Tasks submitted by
   * one of these threads run behind that thread's other work. {@code workers} run all other tasks,
   * and those that a thread refuses.
   */
  Executor behind(Executor workers) {
    return task -> {
      CompensatingExecutor here = CompensatingExecutor.here();
      if (here == null || !here.takes(task)) {
        workers.execute(task);
      }
    };
  }

  /** Adds a thread where a task blocks one; to be called by a timer. */
  void relieve() {
    threads.forEach(CompensatingExecutor::relieve);
  }

  /** Ends the threads after their submitted tasks; waits one second at most. */
  @Override
  public void close() {
    threads.forEach(CompensatingExecutor::shutdown);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
    try {
      for (CompensatingExecutor thread : threads) {
        if (!thread.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          thread.shutdownNow();
          LOG.log(Level.WARNING, "a thread that writes does not end");
        }
      }
    } catch (InterruptedException e) {
      threads.forEach(CompensatingExecutor::shutdownNow);
      Thread.currentThread().interrupt();
    }
  }
}
