package org.fanfare.threads;

import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Loop} with a thread of its own, from its start to its end. A task that fails is logged,
 * and the loop goes on. The thread ignores interrupts: only {@link #close} ends it.
 *
 * <p>Tasks must not block, except for the last ones before the end. Safe for use as {@link Loop}
 * says; {@link #close} may be called by any thread.
 */
public final class LoopThread implements Loop, AutoCloseable {
  /** The maximum number of tasks that are to be run later. */
  static final int MOST_LATER = 1 << 20;

  private static final System.Logger LOG = System.getLogger(LoopThread.class.getName());
  private static final long END_SECONDS = 8;

  private record Later(long due, long number, Runnable task) {}

  private final String name;
  private final Ticker ticker;
  private final Thread thread;
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private volatile boolean isClosed;

  // used by the thread
  private final PriorityQueue<Later> later =
      new PriorityQueue<>(Comparator.comparingLong(Later::due).thenComparingLong(Later::number));
  private long number;

  private LoopThread(ThreadFactory container, String name, Ticker ticker) {
    this.name = name;
    this.ticker = ticker;
    this.thread = new NamedThreads(container).named(name).newThread(this::run);
  }

  /**
   * Starts a loop. Throws {@link IllegalStateException} if the container has no thread.
   *
   * @param container creates the thread
   * @param name the name of the thread
   * @param ticker the time of what is to be done later
   */
  public static LoopThread start(ThreadFactory container, String name, Ticker ticker) {
    LoopThread loop = new LoopThread(container, name, ticker);
    loop.thread.start();
    return loop;
  }

  @Override
  public long millis() {
    return TimeUnit.NANOSECONDS.toMillis(ticker.nanos());
  }

  @Override
  public void execute(Runnable task) {
    if (isHere()) {
      tasks.add(task); // it is run even while the loop ends
      return;
    }
    requireOpen();
    tasks.add(task);
    if (isClosed && tasks.remove(task)) { // else it is run by the thread, which ends after it
      requireOpen();
    }
  }

  private void requireOpen() {
    if (isClosed) {
      throw new RejectedExecutionException(name + " has ended");
    }
  }

  private boolean isHere() {
    return Thread.currentThread() == thread;
  }

  @Override
  public void lastly(Runnable task) {
    requireHere();
    tasks.add(task);
  }

  /**
   * {@inheritDoc} Throws {@link RejectedExecutionException} if {@value #MOST_LATER} tasks wait for
   * their time already.
   */
  @Override
  public void later(long wait, Runnable task) {
    requireHere();
    if (later.size() >= MOST_LATER) {
      throw new RejectedExecutionException(
          name + " has " + MOST_LATER + " tasks already that are to be run later");
    }
    later.add(new Later(millis() + wait, number++, task));
  }

  private void requireHere() {
    if (!isHere()) {
      throw new IllegalStateException("only a task of " + name + " may do this");
    }
  }

  private void run() {
    while (!isClosed) {
      perform(next());
    }
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      perform(task);
    }
  }

  /** Waits for the next task; returns null if it is to be looked again whether there is one. */
  private @Nullable Runnable next() {
    while (!later.isEmpty() && later.peek().due <= millis()) {
      tasks.add(later.remove().task);
    }
    Later first = later.peek();
    try {
      return first == null
          ? tasks.take()
          : tasks.poll(Math.max(0, first.due - millis()), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "{0} was interrupted, and goes on", name);
      return null;
    }
  }

  private void perform(@Nullable Runnable task) {
    try {
      if (task != null) {
        task.run();
      }
    } catch (RuntimeException | Error failed) {
      LOG.log(Level.ERROR, "A task of " + name + " failed; it goes on", failed);
    }
  }

  /**
   * Ends the loop: it refuses tasks of other threads from now on, runs those that it has accepted,
   * drops what was to be done later, and ends its thread. Waits for that, 8 seconds at most.
   * Idempotent.
   */
  @Override
  public void close() {
    isClosed = true;
    tasks.add(() -> {}); // so that the thread sees it
    if (isHere()) {
      return;
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
      if (thread.isAlive()) {
        LOG.log(Level.WARNING, "{0} does not end", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
