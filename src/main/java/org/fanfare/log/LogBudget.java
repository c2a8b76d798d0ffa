package org.fanfare.log;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that all logs of a node may take together, or the share that one log has of them.
 *
 * <p>It is never passed: who wants room takes it, or is told that there is none. Safe for use by
 * any thread.
 */
public final class LogBudget {
  private final long total;
  private final @Nullable LogBudget whole;
  private final AtomicLong used = new AtomicLong();

  /** A budget of {@code total} bytes. */
  public LogBudget(long total) {
    this(total, null);
  }

  private LogBudget(long total, @Nullable LogBudget whole) {
    this.total = total;
    this.whole = whole;
  }

  /** A share: it counts what it takes of this budget, and has no bound of its own. */
  public LogBudget share() {
    return new LogBudget(total, this);
  }

  /** The bytes in use. */
  public long used() {
    return used.get();
  }

  /** The bound. */
  public long total() {
    return total;
  }

  /** Tells whether {@code bytes} more would fit. */
  public boolean fits(long bytes) {
    LogBudget asked = whole == null ? this : whole;
    return asked.used.get() + bytes <= asked.total;
  }

  /** Takes {@code bytes}, if there is room for them. */
  boolean take(long bytes) {
    if (whole != null) {
      boolean taken = whole.take(bytes);
      if (taken) {
        used.addAndGet(bytes);
      }
      return taken;
    }
    long before;
    do {
      before = used.get();
      if (before + bytes > total) {
        return false;
      }
    } while (!used.compareAndSet(before, before + bytes));
    return true;
  }

  /** Gives back what was taken. */
  void giveBack(long bytes) {
    used.addAndGet(-bytes);
    if (whole != null) {
      whole.giveBack(bytes);
    }
  }
}
