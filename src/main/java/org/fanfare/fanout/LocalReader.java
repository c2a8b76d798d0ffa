package org.fanfare.fanout;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.fanfare.layer.Batch;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Wake;
import org.fanfare.log.Gap;
import org.fanfare.log.Position;
import org.fanfare.log.Reading;
import org.fanfare.log.Slice;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the logs of a group in this node's memory, from one life of the group to the next.
 * Used on its executor, except for {@link #close}.
 */
final class LocalReader implements Reader {
  private static final AtomicIntegerFieldUpdater<LocalReader> CLOSINGS =
      AtomicIntegerFieldUpdater.newUpdater(LocalReader.class, "closings");

  private final GroupName group;
  private final FanOut fanOut;
  private final Wake wake;
  private final Runnable closed;
  private volatile int closings; // no object of its own: read for each delivery

  private final Position begin;
  private Life life;
  private long headWhenOpened;
  private long after;
  private @Nullable Gap pending; // not returned yet: until then position() is begin
  private boolean floating;
  private int place = -1;

  LocalReader(
      Life life, GroupName group, FanOut fanOut, StartPoint origin, Wake wake, Runnable closed) {
    this.group = group;
    this.life = life;
    this.fanOut = fanOut;
    this.begin = origin.begin();
    this.headWhenOpened = life.log().head();
    this.after = origin.after();
    this.pending = origin.gap();
    this.floating = origin.floating();
    this.wake = wake;
    this.closed = closed;
  }

  @Override
  public GroupName group() {
    return group;
  }

  @Override
  public Position position() {
    return pending != null ? begin : new Position(life.log().epoch(), after);
  }

  @Override
  public long headWhenOpened() {
    return headWhenOpened;
  }

  @Override
  public Reading read(Batch batch, long maxBytes, int most) {
    if (!isOpen()) {
      return Reading.NOTHING;
    }
    Life next = life.next(); // before reading: what is read then is the rest of this life
    Batch shared =
        next == null ? batch : Batch.NONE; // a round may have looked ahead before its end
    Reading reading = merged(fanOut.read(shared, life.log(), after, maxBytes, most));
    Slice slice = reading.slice();
    Gap gap = reading.gap();
    if (slice != null) {
      after = slice.last().offset();
    } else if (gap != null && gap.last() != null) {
      after = Math.max(after, gap.last());
    }
    if (slice == null && next != null) {
      enter(next, gap == null ? after + 1 : gap.first());
      return read(batch, maxBytes, most);
    }
    return reading;
  }

  /** Continues in the next life; {@code first} is the first offset that it misses of this one. */
  private void enter(Life next, long first) {
    life = next;
    headWhenOpened = next.log().head();
    after = next.log().oldest() - 1;
    pending = new Gap(group, first, null, Gap.Reason.EPOCH);
  }

  private Reading merged(Reading reading) {
    Gap later = reading.gap();
    if (floating) {
      floating = false;
      if (later != null && later.last() != null && reading.slice() == null) {
        after = later.last();
      }
      later = sinceOpened(later);
    }
    Gap earlier = pending;
    pending = null;
    if (earlier == null) {
      return Objects.equals(later, reading.gap()) ? reading : new Reading(later, reading.slice());
    }
    if (later != null && later.last() != null && earlier.last() != null) {
      return new Reading(earlier.reachingTo(later.last()), reading.slice());
    }
    // For another epoch it is unknown what was missed; that includes what this epoch has discarded
    // since.
    return new Reading(earlier, reading.slice());
  }

  /**
   * Returns the part of a gap that came after this reader was opened; only that part is reported to
   * a reader that began at the oldest or the newest N publications.
   */
  private @Nullable Gap sinceOpened(@Nullable Gap gap) {
    if (gap == null || gap.last() == null || gap.last() <= headWhenOpened) {
      return null;
    }
    long first = Math.max(gap.first(), headWhenOpened + 1);
    return first == gap.first() ? gap : new Gap(group, first, gap.last(), gap.reason());
  }

  boolean hasNews() {
    return pending != null || life.next() != null || life.log().head() > after || isInterrupted();
  }

  @Override
  public boolean isInterrupted() {
    return fanOut.isInterrupted();
  }

  void wake(Batch batch) {
    if (isOpen()) {
      wake.wake(batch);
    }
  }

  boolean isOpen() {
    return closings == 0;
  }

  int place() {
    return place;
  }

  void place(int index) {
    place = index;
  }

  @Override
  public void close() {
    if (CLOSINGS.getAndIncrement(this) == 0) {
      fanOut.remove(this);
      closed.run();
    }
  }
}
