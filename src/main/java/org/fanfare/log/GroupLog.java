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
 *
 * <p>A log gives offsets itself, or is a copy of one that is elsewhere and takes the offsets that
 * it is given: such a copy may begin anywhere, and may lack a range of them, which counts for the
 * policy's count as if it were there, and is a gap to its readers.
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
  private volatile MissingRanges missing = MissingRanges.NONE; // changed with this locked
  private long bytes; // guarded by this

  /** An empty log that begins {@code epoch}. */
  public GroupLog(GroupName group, Epoch epoch, GroupPolicy policy, LogBudget budget) {
    this(group, epoch, policy, budget, 0);
  }

  /**
   * An empty copy of a log of {@code epoch}.
   *
   * @param head the offset after which it begins, at least 0
   */
  public GroupLog(GroupName group, Epoch epoch, GroupPolicy policy, LogBudget budget, long head) {
    if (head < 0) {
      throw new IllegalArgumentException("a log begins after offset 0 or a later one, not " + head);
    }
    this.group = group;
    this.epoch = epoch;
    this.policy = policy;
    this.budget = budget.share();
    this.head = head;
    this.oldest = head + 1;
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

  /** How many publications are retained, with those that are missing between them. */
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
    return append(head + 1, now, message);
  }

  /**
   * Appends a message with the offset and the time that it was given elsewhere; null, and nothing
   * appended, if the budget of all logs has no room. What lies between the head and {@code offset}
   * is missing from now on.
   *
   * @param offset an offset after {@code head()}; else it throws {@link IllegalArgumentException}
   * @param time milliseconds since 1970
   */
  public synchronized @Nullable Publication append(long offset, long time, Message message) {
    if (offset <= head) {
      throw new IllegalArgumentException(
          "offset %d of %s must come after its head, %d".formatted(offset, group, head));
    }
    long weight = weightOf(message);
    while (!budget.take(weight)) {
      if (!isFullWith(weight) && !isTooFarBack(offset - 1)) {
        return null;
      }
      dropOldest();
    }
    leaveOut(offset - 1);
    while (isFullWith(weight)) {
      dropOldest();
    }
    Publication publication = new Publication(group, epoch, offset, time, message, budget);
    bytes += weight;
    makeRoomFor(offset);
    ring.set(slot(ring, offset), publication);
    head = offset;
    return publication;
  }

  /**
   * What follows the head up to the offset {@code last} is missing, and cannot come any more;
   * nothing changes if the head is there already. What is then too far back is let go.
   */
  public synchronized void leaveOut(long last) {
    if (last <= head) {
      return;
    }
    while (isTooFarBack(last)) {
      dropOldest();
    }
    if (size() == 0) {
      oldest = last + 1;
    } else {
      missing = missing.with(head + 1, last);
    }
    head = last;
  }

  /** Whether the oldest goes when {@code last} is passed. */
  private boolean isTooFarBack(long last) {
    return size() > 0 && last - oldest >= policy.count();
  }

  private boolean isFullWith(long weight) {
    return size() >= policy.count() || (size() > 0 && bytes + weight > policy.bytes());
  }

  private void makeRoomFor(long next) {
    AtomicReferenceArray<@Nullable Publication> old = ring;
    int length = old.length();
    while (next - oldest >= length) {
      length *= 2;
    }
    if (length == old.length()) {
      return;
    }
    AtomicReferenceArray<@Nullable Publication> larger = new AtomicReferenceArray<>(length);
    for (long offset = oldest; offset <= head; offset++) {
      larger.set(slot(larger, offset), retained(offset));
    }
    ring = larger;
  }

  /** Lets go what is older than the policy allows at {@code now}. */
  public synchronized void trimAged(long now) {
    long limit = now - policy.age().toMillis();
    while (size() > 0) {
      Publication first = retained(oldest);
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

  private void dropOldest() {
    long offset = oldest;
    oldest = missing.nextFrom(offset + 1); // first, so that who misses the slot sees why
    missing = missing.since(oldest);
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
      next = missing.nextFrom(Math.max(next, oldest));
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
    long missedTo = (taken.isEmpty() ? Math.max(oldest, next) : next) - 1;
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
