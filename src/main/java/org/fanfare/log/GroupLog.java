package org.fanfare.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The bounded log of one life of a group: a ring of publications, of which the oldest is discarded
 * first.
 *
 * <p>Safe for use by any thread. Appending and trimming take this object's lock for a few stores.
 * Reading takes no lock: it looks at the head, reads slots, and checks that each still holds the
 * wanted offset. If a trim was faster, the reader sees an exact gap. The ring grows by doubling up
 * to the count that the policy allows.
 *
 * <p>A log either assigns offsets itself, or is a copy of a log elsewhere and takes over its
 * offsets. Such a copy may begin at any offset and may lack ranges of offsets. A missing range
 * counts towards the policy's count as if it were present, and its readers see a gap.
 */
public final class GroupLog {
  /** The most publications of one read: for tiny messages the framing counts as well. */
  public static final int MAX_READ = 512;

  private static final int FIRST_CAPACITY = 16;

  private final GroupName group;
  private final Epoch epoch;
  private final GroupPolicy policy;
  private final LogBudget budget;

  private volatile AtomicReferenceArray<@Nullable Publication> ring =
      new AtomicReferenceArray<>(FIRST_CAPACITY);
  private volatile long head;
  private volatile long oldest = 1;
  private volatile long trimmed; // the last offset that was discarded by request
  private volatile MissingRanges missing = MissingRanges.NONE; // changed with this locked
  private long bytes; // guarded by this

  /** Creates an empty log that begins {@code epoch}. */
  public GroupLog(GroupName group, Epoch epoch, GroupPolicy policy, LogBudget budget) {
    this(group, epoch, policy, budget, 0);
  }

  /**
   * Creates an empty copy of a log of {@code epoch}.
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

  /** Returns the epoch of this log. */
  public Epoch epoch() {
    return epoch;
  }

  /** Returns the last offset assigned, 0 if none. */
  public long head() {
    return head;
  }

  /** Returns the oldest offset retained; {@code head() + 1} if nothing is retained. */
  public long oldest() {
    return oldest;
  }

  /** Returns the number of retained publications, including the missing ones between them. */
  public long size() {
    return Math.max(0, head - oldest + 1);
  }

  /** Returns the bytes that {@code message} will count for in a log and in the budget. */
  public static long weightOf(Message message) {
    return Publication.weightOf(message);
  }

  /** Returns the bytes of the budget that this log uses: messages and their encoded forms. */
  public long held() {
    return budget.used();
  }

  /** Returns the part of {@link #held} that encoded forms use; they can be created again. */
  public long forms() {
    return budget.forms();
  }

  /**
   * Appends a message at {@code now} (milliseconds since 1970) and discards what no longer fits.
   * Returns null and appends nothing if the budget of all logs has no room.
   */
  public synchronized @Nullable Publication append(Message message, long now) {
    return append(head + 1, now, message);
  }

  /**
   * Appends a message with the offset and the time that were assigned elsewhere. Returns null and
   * appends nothing if the budget of all logs has no room. The offsets between the head and {@code
   * offset} are missing from now on.
   *
   * @param offset an offset after {@code head()}; for others this throws {@link
   *     IllegalArgumentException}
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
   * Marks the offsets after the head up to {@code last} as missing; they can no longer be appended.
   * Nothing changes if the head is there already. Publications that are then too far back are
   * discarded.
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

  /** Returns whether the oldest publication must be discarded once the head is {@code last}. */
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

  /**
   * Discards publications that are older than the policy allows at {@code now} (milliseconds since
   * 1970).
   */
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

  /**
   * Discards all publications up to the offset {@code through}, or up to the head if it is earlier.
   * Readers that miss them find the gap {@code retention}.
   */
  public synchronized void trimThrough(long through) {
    long last = Math.min(through, head);
    trimmed = Math.max(trimmed, last); // first, so that a reader that misses a slot sees why
    while (size() > 0 && oldest <= last) {
      dropOldest();
    }
  }

  /** Discards the oldest publication to make room for others; returns false if there was none. */
  public synchronized boolean trimOldest() {
    if (size() == 0) {
      return false;
    }
    dropOldest();
    return true;
  }

  /** Discards the encoded forms of all publications, but not the publications themselves. */
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
    oldest = missing.nextFrom(offset + 1); // first, so that a reader that misses the slot sees why
    missing = missing.since(oldest);
    Publication dropped = ring.getAndSet(slot(ring, offset), null);
    if (dropped != null) {
      bytes -= dropped.weight();
      dropped.release();
    }
  }

  /** Reads as {@link #read(long, long, long, int)} does, with at most 512 publications. */
  public Reading read(long after, long limit, long maxBytes) {
    return read(after, limit, maxBytes, MAX_READ);
  }

  /**
   * Reads what follows the offset {@code after}, up to the offset {@code limit}.
   *
   * <p>The gap, if any, has the reason {@code overflow}, or {@code retention} if its first
   * publication was discarded by {@link #trimThrough}. The slice has at most {@code maxBytes} of
   * messages, or one message of any size, and at most {@code most} and 512 messages. {@code after}
   * must not be past {@code head()}.
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
          break; // trimmed meanwhile: what was read has no holes, the next read sees the gap
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
    Gap gap = missedTo > after ? new Gap(group, after + 1, missedTo, reason(after + 1)) : null;
    return taken.isEmpty() && gap == null
        ? Reading.NOTHING
        : new Reading(gap, taken.isEmpty() ? null : new Slice(taken, takenBytes));
  }

  private Gap.Reason reason(long firstMissed) {
    return firstMissed <= trimmed ? Gap.Reason.RETENTION : Gap.Reason.OVERFLOW;
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
