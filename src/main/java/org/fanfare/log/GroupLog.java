package org.fanfare.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The bounded log of one life of a group: a ring of publications, the oldest let go first.
 *
 * <p>Appending and trimming take this object's lock, for a few stores. Reading takes none, and may
 * be done by any thread: it looks at the head, takes slots, and checks that each still holds the
 * offset it wants; where a trim was faster, the reader sees an exact gap. The ring grows by
 * doubling up to the count that the policy allows.
 */
public final class GroupLog {
  private static final int FIRST_CAPACITY = 16;

  /** The most publications of one read: what frames them counts too, when they are tiny. */
  private static final int MAX_READ = 512;

  private final GroupName group;
  private final Epoch epoch;
  private final GroupPolicy policy;
  private final LogBudget budget;

  private volatile AtomicReferenceArray<@Nullable Publication> ring =
      new AtomicReferenceArray<>(FIRST_CAPACITY);
  private volatile long head;
  private volatile long oldest = 1;
  private long bytes; // guarded by this

  /** An empty log that begins {@code epoch}. */
  public GroupLog(GroupName group, Epoch epoch, GroupPolicy policy, LogBudget budget) {
    this.group = group;
    this.epoch = epoch;
    this.policy = policy;
    this.budget = budget.share();
  }

  /** The life of this log. */
  public Epoch epoch() {
    return epoch;
  }

  /** The last offset given, 0 if none. */
  public long head() {
    return head;
  }

  /** The oldest offset retained; {@code head() + 1} if nothing is. */
  public long oldest() {
    return oldest;
  }

  /** How many publications are retained. */
  public long size() {
    return Math.max(0, head - oldest + 1);
  }

  /** The bytes that {@code message} will count for in a log and in the budget. */
  public static long weightOf(Message message) {
    return Publication.weightOf(message);
  }

  /** The bytes that this log holds of the budget: messages and their encoded forms. */
  public long held() {
    return budget.used();
  }

  /** The bytes of it that encoded forms take, which can be made again. */
  public long forms() {
    return budget.forms();
  }

  /**
   * Appends a message at {@code now} (milliseconds since 1970), letting go what no longer fits;
   * null, and nothing appended, if the budget of all logs has no room.
   */
  public synchronized @Nullable Publication append(Message message, long now) {
    long weight = weightOf(message);
    while (!budget.take(weight)) {
      if (!isFullWith(weight)) {
        return null;
      }
      dropOldest();
    }
    while (isFullWith(weight)) {
      dropOldest();
    }
    long offset = head + 1;
    Publication publication = new Publication(group, epoch, offset, now, message, budget);
    bytes += weight;
    makeRoom();
    ring.set(slot(ring, offset), publication);
    head = offset;
    return publication;
  }

  private boolean isFullWith(long weight) {
    return size() >= policy.count() || (size() > 0 && bytes + weight > policy.bytes());
  }

  private void makeRoom() {
    AtomicReferenceArray<@Nullable Publication> old = ring;
    if (size() < old.length()) {
      return;
    }
    AtomicReferenceArray<@Nullable Publication> larger =
        new AtomicReferenceArray<>(old.length() * 2);
    for (long offset = oldest; offset <= head; offset++) {
      larger.set(slot(larger, offset), old.get(slot(old, offset)));
    }
    ring = larger;
  }

  /** Lets go what is older than the policy allows at {@code now}. */
  public synchronized void trimAged(long now) {
    long limit = now - policy.age().toMillis();
    while (size() > 0) {
      Publication first = ring.get(slot(ring, oldest));
      if (first == null || first.time() > limit) {
        return;
      }
      dropOldest();
    }
  }

  /** Lets go the oldest publication, to make room for others; false if there was none. */
  public synchronized boolean trimOldest() {
    if (size() == 0) {
      return false;
    }
    dropOldest();
    return true;
  }

  /** Forgets what publications were encoded as; they stay. */
  public void forgetForms() {
    for (long offset = oldest; offset <= head; offset++) {
      Publication publication = retained(offset);
      if (publication != null) {
        publication.forgetForms();
      }
    }
  }

  /** Lets everything go. */
  public synchronized void clear() {
    while (size() > 0) {
      dropOldest();
    }
  }

  private void dropOldest() {
    long offset = oldest;
    oldest = offset + 1; // first, so that a reader which misses the slot sees why
    Publication dropped = ring.getAndSet(slot(ring, offset), null);
    if (dropped != null) {
      bytes -= dropped.weight();
      dropped.release();
    }
  }

  /** The same as the other, with at most 512 publications. */
  public Reading read(long after, long limit, long maxBytes) {
    return read(after, limit, maxBytes, MAX_READ);
  }

  /**
   * Reads what follows the offset {@code after}, up to the offset {@code limit}.
   *
   * <p>The gap, if any, has the reason {@code overflow}; the slice has at most {@code maxBytes} of
   * messages, or one message, and at most {@code most} and 512 of them. {@code after} must not be
   * past {@code head()}.
   */
  public Reading read(long after, long limit, long maxBytes, int most) {
    long next = after + 1;
    List<Publication> taken = List.of();
    long takenBytes = 0;
    while (taken.isEmpty() && next <= limit) {
      next = Math.max(next, oldest);
      if (next > limit) {
        break;
      }
      taken = new ArrayList<>();
      for (long offset = next; offset <= limit; offset++) {
        Publication publication = retained(offset);
        if (publication == null) {
          break; // trimmed meanwhile: what was taken is whole, the next read sees the gap
        }
        int size = publication.message().size();
        if (taken.size() == Math.min(most, MAX_READ)
            || (!taken.isEmpty() && takenBytes + size > maxBytes)) {
          break;
        }
        taken.add(publication);
        takenBytes += size;
      }
    }
    long missedTo = taken.isEmpty() ? oldest - 1 : next - 1;
    Gap gap = missedTo > after ? new Gap(group, after + 1, missedTo, Gap.Reason.OVERFLOW) : null;
    return taken.isEmpty() && gap == null
        ? Reading.NOTHING
        : new Reading(gap, taken.isEmpty() ? null : new Slice(taken, takenBytes));
  }

  private @Nullable Publication retained(long offset) {
    AtomicReferenceArray<@Nullable Publication> current = ring;
    Publication publication = current.get(slot(current, offset));
    return publication != null && publication.offset() == offset ? publication : null;
  }

  private static int slot(AtomicReferenceArray<?> ring, long offset) {
    return (int) (offset & (ring.length() - 1));
  }
}
