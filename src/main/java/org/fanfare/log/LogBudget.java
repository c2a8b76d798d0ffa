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
  private final AtomicLong saved = new AtomicLong(); // taken of the whole, and in use by nobody
  private volatile boolean saving;

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

  /** The bytes that are in use by nobody, and may be taken here. */
  public long free() {
    return saved.get() + (whole == null ? total - used.get() : whole.free());
  }

  /**
   * From now on what is given back here is kept for this share, so that what makes room for itself
   * does not make it for others.
   */
  public void beginSaving() {
    saving = true;
  }

  /** No longer: what is kept stays until it is taken here, or {@link #spendAllBut spent}. */
  public void endSaving() {
    saving = false;
  }

  /** Lets others have what is kept for this share and in use by nobody, but for so many bytes. */
  public void spendAllBut(long most) {
    long kept = saved.getAndSet(0);
    long stays = Math.min(kept, most);
    saved.addAndGet(stays);
    if (whole != null) {
      whole.giveBack(kept - stays);
    }
  }

  /** Tells whether {@code bytes} more would fit. */
  public boolean fits(long bytes) {
    return bytes <= free();
  }

  /** Takes {@code bytes}, if there is room for them. */
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
    if (saving) {
      saved.addAndGet(bytes);
    } else if (whole != null) {
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
