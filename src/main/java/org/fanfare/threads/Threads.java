package org.fanfare.threads;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * All that a node's work runs on; made once for each start of the application.
 *
 * <p>There are two kinds of executors. {@link #shards()} run what is serial for its key and never
 * blocks; {@link #blocking()} runs what may wait for a client or for the network. Safe for use by
 * any thread.
 */
public final class Threads implements AutoCloseable {
  private static final Duration RELIEF = Duration.ofMillis(50);
  private static final Duration RESUBMISSION = Duration.ofSeconds(1);

  private final ResubmittingExecutor managed;
  private final ShardThreads shardThreads;
  private final Ticker ticker;
  private final Executor blocking;
  private final List<? extends Executor> shards;
  private final Executor behind;
  private final Timers timers;

  /**
   * Threads of a container, none of which is made before {@link #start}.
   *
   * @param container makes the threads that last as long as the application
   * @param managed the container's executor, for what may wait
   * @param application the class loader of the application
   * @param count how many shards there are
   */
  public Threads(
      ThreadFactory container,
      Executor managed,
      ClassLoader application,
      int count,
      Ticker ticker) {
    NamedThreads named = new NamedThreads(container);
    this.managed = new ResubmittingExecutor(managed, ticker);
    this.shardThreads = new ShardThreads(named, count);
    this.ticker = ticker;
    this.blocking = new ContextClassLoaderExecutor(this.managed, application);
    this.shards =
        shardThreads.each().stream()
            .map(each -> new ContextClassLoaderExecutor(each, application))
            .toList();
    this.behind = shardThreads.behind(blocking);
    this.timers = new Timers(named);
  }

  /**
   * Makes the threads of the shards; to be called once, while the application starts.
   *
   * @param writesWait whether a write to a client may wait for it on this server, and hold up the
   *     shard that makes it
   */
  public void start(boolean writesWait) {
    shardThreads.start();
    if (writesWait) {
      timers.every(RELIEF, shardThreads::relieve);
    }
    timers.every(RESUBMISSION, managed::tick);
  }

  /**
   * An executor for each share of the connections: one task at a time, in order. A task must not
   * block, but for a write that {@link #toOneClient} gave it. After {@link #close} they refuse with
   * {@link java.util.concurrent.RejectedExecutionException}.
   */
  public List<? extends Executor> shards() {
    return shards;
  }

  /**
   * An executor for what may wait: closes, pings, requests to other machines. It promises no order.
   */
  public Executor blocking() {
    return blocking;
  }

  /**
   * An executor for the writes to one client, each of which may wait for it; to be asked for each
   * client. It promises no order: its user gives it one write at a time.
   */
  public Executor toOneClient() {
    return new SlowClientExecutor(behind, blocking, ticker);
  }

  /** The clock of the node, for tasks that do not block. */
  public Timers timers() {
    return timers;
  }

  /** Ends the shards' threads after what they were given, then the clock; two seconds at most. */
  @Override
  public void close() {
    shardThreads.close();
    timers.close();
  }
}
