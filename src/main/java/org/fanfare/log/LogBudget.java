package org.fanfare.log;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The number of bytes that all logs of a node may use together, or the share of it that a rule or a
 * log uses.
 *
 * <p>The bound is never exceeded: a request for bytes either succeeds or is refused. Encoded forms
 * of publications are also counted separately, because they can be created again. Safe for use by
 * any thread.
 */
public final class LogBudget {
  private final long total;
  private final @Nullable LogBudget whole;
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong forms = new AtomicLong();
  private final AtomicLong saved = new AtomicLong(); // taken from the whole, and not in use
  private volatile boolean saving;

  /** Creates a budget of {@code total} bytes. */
  public LogBudget(long total) {
    this(total, null);
  }

  private LogBudget(long total, @Nullable LogBudget whole) {
    this.total = total;
    this.whole = whole;
  }

  /** Creates a share, which counts what it takes from this budget and has no bound of its own. */
  public LogBudget share() {
    return new LogBudget(total, this);
  }

  /** Returns the bytes in use, including encoded forms. */
  public long used() {
    return used.get();
  }

  /** Returns the bytes in use by encoded forms. */
  public long forms() {
    return forms.get();
  }

  /** Returns the bound, in bytes. */
  public long total() {
    return total;
  }

  /** Returns the bytes that are not in use and may be taken here. */
  public long free() {
    return saved.get() + (whole == null ? total - used.get() : whole.free());
  }

  /**
   * From now on, bytes that are given back here are reserved for this share, so that others cannot
   * take the room that it makes for itself.
   */
  public void beginSaving() {
    saving = true;
  }

  /**
   * Ends what {@link #beginSaving} began. Reserved bytes stay reserved until they are taken here or
   * {@linkplain #spendAllBut given back}.
   */
  public void endSaving() {
    saving = false;
  }

  /** Gives reserved bytes back to the whole budget; at most {@code most} bytes stay reserved. */
  public void spendAllBut(long most) {
    long kept = saved.getAndSet(0);
    long stays = Math.min(kept, most);
    saved.addAndGet(stays);
    if (whole != null) {
      whole.giveBack(kept - stays);
    }
  }

  /** Returns whether {@code bytes} more would fit. */
  public boolean fits(long bytes) {
    return bytes <= free();
  }

  /** Takes {@code bytes} if there is room for them; returns whether it did. */
  boolean take(long bytes) {
    if (whole != null) {
      return takeOf(whole, bytes);
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

  private boolean takeOf(LogBudget whole, long bytes) {
    long kept = saved.get() == 0 ? 0 : saved.getAndSet(0);
    long more = bytes - kept;
    boolean taken = more <= 0 || whole.take(more);
    if (!taken) {
      saved.addAndGet(kept);
      return false;
    }
    if (more < 0) {
      saved.addAndGet(-more);
    }
    used.addAndGet(bytes);
    return true;
  }

  /** Takes {@code bytes} for an encoded form if there is room for them; returns whether it did. */
  boolean takeForForm(long bytes) {
    boolean taken = take(bytes);
    if (taken) {
      countForms(bytes);
    }
    return taken;
  }

  /** Gives back bytes that were taken. */
  void giveBack(long bytes) {
    used.addAndGet(-bytes);
    if (saving) {
      saved.addAndGet(bytes);
    } else if (whole != null) {
      whole.giveBack(bytes);
    }
  }

  /** Gives back bytes that were taken for encoded forms. */
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
