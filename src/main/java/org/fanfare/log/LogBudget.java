package org.fanfare.log;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that all logs of a node may take together.
 *
 * <p>It counts; whoever appends makes room. Forms that readers encode between two appends may take
 * it past its total for a moment: the next append, or sweep, trims. Safe for use by any thread.
 */
public final class LogBudget {
  private final long total;
  private final AtomicLong used = new AtomicLong();

  /** A budget of {@code total} bytes. */
  public LogBudget(long total) {
    this.total = total;
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
    return used.get() + bytes <= total;
  }

  void charge(long bytes) {
    used.addAndGet(bytes);
  }
}
