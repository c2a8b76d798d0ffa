package org.fanfare.threads;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The threads that write to the clients: one of the container's for each share of the connections,
 * there from the start to the end of the application, and more while one is held up ({@link
 * #relieve}).
 *
 * <p>They are not those of the managed executor, since a task is given for each publication, and
 * each may cost much there ({@link org.fanfare.transport.Quirk#SEARCHES_THE_CLASS_PATH}). Safe for
 * use by any thread.
 */
final class ShardThreads implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ShardThreads.class.getName());
  private static final long END_SECONDS = 1;

  private final List<CompensatingExecutor> threads;

  /**
   * Threads of the container, none of which is made yet.
   *
   * @param count how many there are
   */
  ShardThreads(NamedThreads container, int count) {
    threads =
        IntStream.range(0, count)
            .mapToObj(i -> new CompensatingExecutor(container.named("fanfare-shard-" + i)))
            .toList();
  }

  /**
   * Makes the threads; to be called while the application starts: one that is made between that and
   * the end of the deployment may never run ({@link
   * org.fanfare.transport.Quirk#LOSES_WORK_WHILE_IT_DEPLOYS}).
   */
  void start() {
    threads.forEach(CompensatingExecutor::prestartCoreThread);
  }

  /**
   * An executor for each share, one task at a time, in order, but while its thread is held up.
   * After {@link #close} it refuses with {@link java.util.concurrent.RejectedExecutionException}.
   */
  List<? extends Executor> each() {
    return threads;
  }

  /**
   * An executor for what may hold its thread up, and needs no order: what one of these threads
   * gives runs behind what that thread has to do. {@code workers} run all else, and what a thread
   * does not take.
   */
  Executor behind(Executor workers) {
    return task -> {
      CompensatingExecutor here = CompensatingExecutor.here();
      if (here == null || !here.takes(task)) {
        workers.execute(task);
      }
    };
  }

  /** Has another thread go on where a task holds one up; to be called by a timer. */
  void relieve() {
    threads.forEach(CompensatingExecutor::relieve);
  }

  /** Ends the threads after what they were given; a second at most. */
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
