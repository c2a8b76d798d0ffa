package org.fanfare.threads;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closes sockets, a few at a time, so that those who are stuck never take all of the container's
 * threads.
 *
 * <p>A close may wait for its client, and for other threads of the same pool ({@link
 * org.fanfare.transport.Quirk#CLOSES_WAIT}): many at once would wait for each other. Safe for use
 * by any thread.
 *
 * <p>Not a {@link SerialDrain}: several threads may be inside at once, and one of them may be
 * stuck.
 */
public final class BoundedCloseExecutor implements Executor {
  private static final int LANES = 4;

  private final Executor workers;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger left = new AtomicInteger();
  private final AtomicInteger busy = new AtomicInteger();

  /** One that closes on the threads of {@code workers}. */
  public BoundedCloseExecutor(Executor workers) {
    this.workers = workers;
  }

  @Override
  public void execute(Runnable closing) {
    left.incrementAndGet();
    waiting.add(closing);
    open();
  }

  /** The number of sockets that are not closed yet. */
  public int count() {
    return left.get();
  }

  private void open() {
    int now = busy.get();
    while (now < LANES && !waiting.isEmpty()) {
      if (busy.compareAndSet(now, now + 1)) {
        begin();
        return;
      }
      now = busy.get();
    }
  }

  private void begin() {
    try {
      workers.execute(this::lane);
    } catch (RejectedExecutionException stopped) {
      lane();
    }
  }

  private void lane() {
    try {
      Runnable next = waiting.poll();
      while (next != null) {
        closeOne(next);
        next = waiting.poll();
      }
    } finally {
      busy.decrementAndGet();
    }
    open(); // for what was added when this lane had seen the last
  }

  private void closeOne(Runnable closing) {
    try {
      closing.run();
    } finally {
      left.decrementAndGet();
    }
  }
}
