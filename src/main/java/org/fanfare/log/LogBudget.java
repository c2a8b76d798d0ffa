package org.fanfare.log;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that all logs of a node may take together, or the share that a rule or a log has of
 * them.
 *
 * <p>It is never passed: who wants room takes it, or is told that there is none. What publications
 * are encoded as is counted apart as well, since it can be made again. Safe for use by any thread.
 */
public final class LogBudget {
  private final long total;
  private final @Nullable LogBudget whole;
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong forms = new AtomicLong();

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

  /** The bytes in use, encoded forms included. */
  public long used() {
    return used.get();
  }

  /** The bytes in use by encoded forms. */
  public long forms() {
    return forms.get();
  }

  /** The bound. */
  public long total() {
    return total;
  }

  /** The bytes that are in use by nobody. */
  public long free() {
    return whole == null ? total - used.get() : whole.free();
  }

  /** Tells whether {@code bytes} more would fit. */
  public boolean fits(long bytes) {
    return bytes <= free();
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

  /** Takes {@code bytes} for an encoded form, if there is room for them. */
  boolean takeForForm(long bytes) {
    boolean taken = take(bytes);
    if (taken) {
      countForms(bytes);
    }
    return taken;
  }

  /** Gives back what was taken. */
  void giveBack(long bytes) {
    used.addAndGet(-bytes);
    if (whole != null) {
      whole.giveBack(bytes);
    }
  }

  /** Gives back what was taken for encoded forms. */
  void giveBackForms(long bytes) {
    countForms(-bytes);
    giveBack(bytes);
  }

  private void countForms(long bytes) {
    forms.addAndGet(bytes);
    if (whole != null) {
      whole.countForms(bytes);
    }
  }
}
