package org.fanfare.log;

import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.encoding.Encodable;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/**
 * A message in a group, with its offset and time.
 *
 * <p>Safe for use by any thread. From its append until the log discards it, its weight counts in
 * the budget of all logs: the message, a fixed overhead and every encoded form that is kept. After
 * that only the writes still in progress hold it.
 */
public final class Publication extends Encodable {
  /**
   * Heap overhead of a publication besides its content, in bytes: objects, references, the ring's
   * slot.
   */
  static final long OVERHEAD = 200;

  private static final long RELEASED = -1;

  private final GroupName group;
  private final Epoch epoch;
  private final long offset;
  private final long time;
  private final Message message;
  private final LogBudget budget;
  private final AtomicLong taken;

  /** Creates a publication whose weight has been taken from {@code budget}. */
  Publication(
      GroupName group, Epoch epoch, long offset, long time, Message message, LogBudget budget) {
    this.group = group;
    this.epoch = epoch;
    this.offset = offset;
    this.time = time;
    this.message = message;
    this.budget = budget;
    this.taken = new AtomicLong(weight());
  }

  static long weightOf(Message message) {
    return OVERHEAD + message.size();
  }

  /** Returns the group. */
  public GroupName group() {
    return group;
  }

  /** Returns the offset in the group, 1 for the first publication of an epoch. */
  public long offset() {
    return offset;
  }

  /** Returns the position of a reader that has just read this publication. */
  public Position position() {
    return new Position(epoch, offset);
  }

  /** Returns the time of the append, in milliseconds since 1970. */
  public long time() {
    return time;
  }

  /** Returns the message. */
  public Message message() {
    return message;
  }

  /** Returns the bytes that this counts for in the log's own bound. */
  long weight() {
    return weightOf(message);
  }

  @Override
  protected boolean mayGrow(long bytes) {
    long before = taken.get();
    if (before == RELEASED) {
      return true; // no longer in the budget: only writes in progress hold it
    }
    if (!budget.takeForForm(bytes)) {
      return false;
    }
    if (!taken.compareAndSet(before, before + bytes)) { // released meanwhile: no other change
      budget.giveBackForms(bytes);
    }
    return true;
  }

  @Override
  protected void forgot() {
    long before = taken.get();
    if (before != RELEASED && taken.compareAndSet(before, weight())) {
      budget.giveBackForms(before - weight());
    }
  }

  /** Discards the encoded forms; a later request encodes again. */
  void forgetForms() {
    forget();
  }

  /** Gives back everything that was taken; called once, when the log discards this publication. */
  void release() {
    long all = taken.getAndSet(RELEASED);
    if (all > weight()) {
      budget.giveBackForms(all - weight());
    }
    budget.giveBack(weight());
  }
}
