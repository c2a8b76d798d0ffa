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
  private final int most;

  /**
   * Uses threads of the container; none is created yet.
   *
   * @param count the number of shares, each with one thread
   * @param most the maximum number of threads of all shares; each has one even if that is less
   */
  ShardThreads(NamedThreads container, int count, int most) {
    this.most = Math.max(count, most);
    threads =
        IntStream.range(0, count)
            .mapToObj(
                i -> new CompensatingExecutor(container.named("fanfare-shard-" + i), this.most))
            .toList();
  }

  /** Returns the number of threads at the moment. */
  int count() {
    return threads.stream().mapToInt(CompensatingExecutor::getPoolSize).sum();
  }

  /** Returns the maximum number of threads of all shares. */
  int most() {
    return most;
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

  /**
   * Adds a thread where a task blocks one, unless there are as many as there may be; to be called
   * by a timer.
   */
  void relieve() {
    for (CompensatingExecutor share : threads) {
      int others =
          threads.stream()
              .filter(other -> other != share)
              .mapToInt(other -> Math.max(other.getCorePoolSize(), other.getPoolSize()))
              .sum();
      share.relieve(Math.max(1, most - others));
    }
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
