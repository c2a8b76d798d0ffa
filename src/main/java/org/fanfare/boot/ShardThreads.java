package org.fanfare.boot;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The threads that write to the clients: one of the container's for each share of the connections,
 * there from the start to the end of the application.
 *
 * <p>They are not those of the managed executor, since a task is given for each publication: Payara
 * 6.2025.10 looks through the application's class path for each task that its executor takes, which
 * costs as much as a hundred deliveries. Safe for use by any thread.
 */
final class ShardThreads implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ShardThreads.class.getName());
  private static final long END_SECONDS = 1;

  private final List<ThreadPoolExecutor> threads;

  /**
   * Threads of the container.
   *
   * @param count how many there are
   */
  ShardThreads(ContainerThreads container, int count) {
    threads = IntStream.range(0, count).mapToObj(i -> thread(container, i)).toList();
  }

  private static ThreadPoolExecutor thread(ContainerThreads container, int number) {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        container.named("fanfare-shard-" + number));
  }

  /**
   * Makes the threads; to be called while the application starts.
   *
   * <p>The quirk: GlassFish 7.0.20 does not run one that is made between that and the end of the
   * deployment, and so would never run what it was to do.
   */
  void start() {
    threads.forEach(ThreadPoolExecutor::prestartCoreThread);
  }

  /**
   * An executor for each thread, one task at a time, in order. After {@link #close} it refuses with
   * {@link java.util.concurrent.RejectedExecutionException}.
   */
  List<? extends Executor> each() {
    return threads;
  }

  /** Ends the threads after what they were given; a second at most. */
  @Override
  public void close() {
    threads.forEach(ThreadPoolExecutor::shutdown);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
    try {
      for (ThreadPoolExecutor thread : threads) {
        if (!thread.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          thread.shutdownNow();
          LOG.log(Level.WARNING, "a thread that writes does not end");
        }
      }
    } catch (InterruptedException e) {
      threads.forEach(ThreadPoolExecutor::shutdownNow);
      Thread.currentThread().interrupt();
    }
  }
}
