package org.fanfare.log;

import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.encoding.Encodable;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/**
 * A message in a group, stamped with offset and time.
 *
 * <p>Safe for use by any thread. Its weight, the message with a fixed overhead and every encoded
 * form that is kept, is taken of the budget of all logs from its append until the log lets it go;
 * after that it belongs to whoever still writes it.
 */
public final class Publication extends Encodable {
  /** What a publication costs besides its content: objects, references, the ring's slot. */
  static final long OVERHEAD = 200;

  private static final long RELEASED = -1;

  private final GroupName group;
  private final Epoch epoch;
  private final long offset;
  private final long time;
  private final Message message;
  private final LogBudget budget;
  private final AtomicLong taken;

  /** A publication whose weight has been taken of {@code budget}. */
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

  /** The group. */
  public GroupName group() {
    return group;
  }

  /** The place in the group, 1 for the first of an epoch. */
  public long offset() {
    return offset;
  }

  /** The place of a reader that has just read this. */
  public Position position() {
    return new Position(epoch, offset);
  }

  /** When it was appended, in milliseconds since 1970. */
  public long time() {
    return time;
  }

  /** What was sent. */
  public Message message() {
    return message;
  }

  /** The bytes for which the log's own bound counts this. */
  long weight() {
    return weightOf(message);
  }

  @Override
  protected boolean mayGrow(long bytes) {
    long before = taken.get();
    if (before == RELEASED) {
      return true; // it belongs to whoever still writes it
    }
    if (!budget.takeForForm(bytes)) {
      return false;
    }
    if (!taken.compareAndSet(before, before + bytes)) { // let go meanwhile: nothing else changes it
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

  /** Forgets what this was encoded as: who asks for a form has it encoded again. */
  void forgetForms() {
    forget();
  }

  /** Gives back everything that was taken; called once, when the log lets this go. */
  void release() {
    long all = taken.getAndSet(RELEASED);
    if (all > weight()) {
      budget.giveBackForms(all - weight());
    }
    budget.giveBack(weight());
  }
}
