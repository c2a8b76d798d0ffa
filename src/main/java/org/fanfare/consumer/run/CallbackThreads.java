package org.fanfare.consumer.run;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.fanfare.threads.Schedule;
import org.fanfare.threads.Ticker;

/**
 * Runs the callbacks of all connections of a node: so many at one time, the others wait in the
 * order in which they came. A callback that blocks holds one of the threads, and nothing else.
 *
 * <p>A thread is given back when nothing waits, and after {@link #AT_ONCE} tasks or {@link
 * #LONGEST} at the latest: then another is asked for, behind what else the container has to do. If
 * the container has no thread, as when its queue is full, it is asked again a little later; nothing
 * is dropped. At the end of the application it has none, and the timers end, too.
 *
 * <p>Safe for use by any thread. Tasks must not throw.
 */
final class CallbackThreads implements Executor {
  private static final System.Logger LOG = System.getLogger(CallbackThreads.class.getName());

  /** The tasks after which a thread is given back. */
  static final int AT_ONCE = 256;

  /** After a task that ends later than this, its thread is given back. */
  static final Duration LONGEST = Duration.ofSeconds(1);

  /** How long after a refusal the container is asked again. */
  static final Duration RETRY = Duration.ofMillis(100);

  /** The refusals in a row that are logged: some seconds. */
  private static final int MANY_REFUSALS = 50;

  private final Executor workers;
  private final int most;
  private final Schedule schedule;
  private final Ticker ticker;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicBoolean retries = new AtomicBoolean();
  private final AtomicInteger refusals = new AtomicInteger();

  /**
   * Uses at most {@code most} of the workers at one time.
   *
   * @param workers the container's executor, for tasks that may wait
   * @param schedule for what the workers have refused
   */
  CallbackThreads(Executor workers, int most, Schedule schedule, Ticker ticker) {
    this.workers = workers;
    this.most = most;
    this.schedule = schedule;
    this.ticker = ticker;
  }

  @Override
  public void execute(Runnable task) {
    waiting.add(task);
    begin();
  }

  /** The number of tasks that wait for a thread; about. */
  int waiting() {
    return waiting.size();
  }

  /** The number of threads that are in use. */
  int running() {
    return running.get();
  }

  /** Asks for a thread, if there may be one more; returns whether there is one more. */
  private boolean begin() {
    if (!enter()) {
      return false;
    }
    try {
      workers.execute(this::work);
      refusals.set(0);
      return true;
    } catch (RuntimeException refused) { // of no narrower type in all containers
      running.decrementAndGet();
      retryLater(refused);
      return false;
    }
  }

  private boolean enter() {
    int now = running.get();
    while (now < most) {
      if (running.compareAndSet(now, now + 1)) {
        return true;
      }
      now = running.get();
    }
    return false;
  }

  private void retryLater(RuntimeException refused) {
    if (!retries.compareAndSet(false, true)) {
      return;
    }
    if (refusals.incrementAndGet() == MANY_REFUSALS) {
      LOG.log(
          Level.WARNING,
          "The server's executor has refused the callbacks of consumers for some seconds; they wait"
              + " until it has a thread for them",
          refused);
    }
    schedule.after(
        RETRY,
        () -> {
          retries.set(false);
          beginWhatWaits();
        });
  }

  private void beginIfSomethingWaits() {
    if (!waiting.isEmpty()) {
      begin();
    }
  }

  /** Asks for a thread for each task that was refused one, as far as there may be so many. */
  private void beginWhatWaits() {
    for (int waits = waiting.size(); waits > 0 && begin(); waits--) {
      // until there are enough, or the container refuses again
    }
  }

  private void work() {
    long begun = ticker.nanos();
    try {
      for (int done = 0; done < AT_ONCE && ticker.nanos() - begun < LONGEST.toNanos(); done++) {
        Runnable task = waiting.poll();
        if (task == null) {
          break;
        }
        task.run();
      }
    } finally {
      running.decrementAndGet();
      beginIfSomethingWaits(); // or one has come after the last look
    }
  }
}
