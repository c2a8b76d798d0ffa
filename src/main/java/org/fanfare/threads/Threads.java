package org.fanfare.threads;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * All threads and executors of a node, created once for each start of the application.
 *
 * <p>There are two kinds of executors. {@link #shards()} run tasks that are serial for their key
 * and never block. {@link #blocking()} runs tasks that may wait for a client or for the network.
 * Safe for use by any thread.
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
   * Uses threads of a container; none is created before {@link #start}.
   *
   * @param container creates the threads that live as long as the application
   * @param managed the container's executor, for tasks that may wait
   * @param application the class loader of the application
   * @param count the number of shards
   * @param most the maximum number of threads of all shards, while clients hold some up
   */
  public Threads(
      ThreadFactory container,
      Executor managed,
      ClassLoader application,
      int count,
      int most,
      Ticker ticker) {
    NamedThreads named = new NamedThreads(container);
    this.managed = new ResubmittingExecutor(managed, ticker);
    this.shardThreads = new ShardThreads(named, count, most);
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
   * Creates the threads of the shards; to be called once, while the application starts.
   *
   * @param writesWait whether a write may wait for its client on this server, and so block its
   *     shard
   */
  public void start(boolean writesWait) {
    shardThreads.start();
    if (writesWait) {
      timers.every(RELIEF, shardThreads::relieve);
    }
    timers.every(RESUBMISSION, managed::tick);
  }

  /**
   * Returns an executor for each share of the connections, which runs one task at a time, in order.
   * A task must not block, except for writes from {@link #toOneClient}. After {@link #close} they
   * refuse tasks with {@link java.util.concurrent.RejectedExecutionException}.
   */
  public List<? extends Executor> shards() {
    return shards;
  }

  /** Returns the number of threads of all shards at the moment. */
  public int count() {
    return shardThreads.count();
  }

  /** Returns the maximum number of threads of all shards. */
  public int most() {
    return shardThreads.most();
  }

  /**
   * Returns an executor for tasks that may wait: closes, pings, requests to other machines. It does
   * not guarantee any order.
   */
  public Executor blocking() {
    return blocking;
  }

  /**
   * Returns a new executor for the writes to one client, each of which may wait for the client. It
   * does not guarantee any order: its user must submit one write at a time.
   */
  public Executor toOneClient() {
    return new SlowClientExecutor(behind, blocking, ticker);
  }

  /** Returns the node's timers, for tasks that do not block. */
  public Timers timers() {
    return timers;
  }

  /**
   * Ends the shards' threads after their submitted tasks, then the timers; takes two seconds at
   * most.
   */
  @Override
  public void close() {
    shardThreads.close();
    timers.close();
  }
}
