package org.fanfare.threads;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closes sockets, a few at a time, so that closes that are stuck never occupy all threads of the
 * container.
 *
 * <p>A close may wait for its client, and for other threads of the same pool ({@link
 * org.fanfare.transport.Quirk#CLOSES_WAIT}): many at the same time could block each other. Safe for
 * use by any thread.
 *
 * <p>This is not a {@link SerialDrain}: several threads may run closes at the same time, and one of
 * them may be stuck.
 */
public final class BoundedCloseExecutor implements Executor {
  private static final int LANES = 4;

  private final Executor workers;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger left = new AtomicInteger();
  private final AtomicInteger busy = new AtomicInteger();

  /** Creates an executor that closes on the threads of {@code workers}. */
  public BoundedCloseExecutor(Executor workers) {
    this.workers = workers;
  }

  @Override
  public void execute(Runnable closing) {
    left.incrementAndGet();
    waiting.add(closing);
    open();
  }

  /** Returns the number of sockets that are not closed yet. */
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
    open(); // for closes that were added after this lane had found the queue empty
  }

  private void closeOne(Runnable closing) {
    try {
      closing.run();
    } finally {
      left.decrementAndGet();
    }
  }
}
