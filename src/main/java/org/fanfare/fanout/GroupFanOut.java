package org.fanfare.fanout;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fanfare.layer.Batch;
import org.fanfare.layer.Excerpt;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.layer.Wake;
import org.fanfare.log.GroupLog;
import org.fanfare.log.Position;
import org.fanfare.log.Reading;
import org.fanfare.log.Slice;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * The log of one group on one node and all its readers there. A layer uses it to deliver the log's
 * publications to its readers, independent of who appends to the log.
 *
 * <p>Safe for use by any thread. Readers that share an executor are woken by one task, however many
 * there are.
 *
 * <p>When a layer has lost what it held, the group begins a new life ({@link #begin}), and the
 * readers continue there. Of the lives that have ended only the last is kept, until its
 * publications are too old, so that readers that are behind, and clients that come back, are given
 * the rest of it.
 */
public final class GroupFanOut {
  private final GroupName group;
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private final Map<Executor, FanOut> fanOuts = new ConcurrentHashMap<>();
  private volatile Life present; // changed with this locked
  private volatile @Nullable Life ended; // changed with this locked

  /** Creates the fan-out of a log, without readers. */
  public GroupFanOut(GroupName group, GroupLog log) {
    this.group = group;
    this.present = new Life(log);
  }

  /**
   * Opens a reader, as the layer's contract says. A position of the life that has ended last begins
   * in that life.
   *
   * @param closed runs once when the reader is closed, on the thread that closes it
   */
  public Reader open(Start start, Executor executor, Wake wake, Runnable closed) {
    FanOut fanOut = fanOuts.computeIfAbsent(executor, e -> new FanOut(this, e));
    Life life = lifeOf(start);
    LocalReader reader =
        new LocalReader(life, group, fanOut, StartPoint.of(start, group, life.log()), wake, closed);
    fanOut.add(reader);
    return reader;
  }

  private Life lifeOf(Start start) {
    Life before = ended;
    return before != null
            && start instanceof Start.After after
            && isIn(before.log(), after.position())
        ? before
        : present;
  }

  private static boolean isIn(GroupLog log, Position position) {
    return position.epoch().equals(log.epoch()) && position.offset() <= log.head();
  }

  /**
   * Begins a new life of the group, because the layer has lost the present one. The readers read
   * what the log of the present life still has; then they are given an {@code epoch} gap from their
   * next offset on, and continue at the oldest publication of {@code log}. They are woken, later
   * and on their executors.
   *
   * @param log the log of the new life, which has another epoch, else this throws {@link
   *     IllegalArgumentException}. Nothing may be appended to the present log once this is called
   */
  public void begin(GroupLog log) {
    synchronized (this) {
      enter(log);
    }
    wake();
  }

  /**
   * Begins a new life of the group, because its log was discarded by request. As {@link #begin},
   * but nothing of the present life can be read any more, and the readers are woken only by {@link
   * #wake}, which must be called afterwards.
   */
  public synchronized void restart(GroupLog log) {
    present.empty();
    enter(log);
  }

  private void enter(GroupLog log) {
    if (log.epoch().equals(present.log().epoch())) {
      throw new IllegalArgumentException(
          "a new life of %s needs another epoch than %s".formatted(group, log.epoch()));
    }
    if (ended != null) {
      ended.empty();
    }
    Life next = new Life(log);
    ended = present;
    present.end(next);
    present = next;
  }

  /**
   * Reads once what a reader that is opened at {@code start} would read first.
   *
   * @param most the maximum number of publications
   * @param maxBytes the maximum total size of messages in bytes; a single message may exceed it
   */
  public Excerpt read(Start start, int most, long maxBytes) {
    Life life = lifeOf(start);
    LocalReader reader =
        new LocalReader(
            life,
            group,
            new FanOut(this, Runnable::run), // of nobody else: it is never woken
            StartPoint.of(start, group, life.log()),
            batch -> {},
            () -> {});
    Reading reading = reader.read(Batch.NONE, maxBytes, most);
    return new Excerpt(reading, reader.position());
  }

  /**
   * Reads once the publications just before the offset {@code end}, or just before the end of the
   * log if that is earlier.
   *
   * @param most the maximum number of publications, up to {@link GroupLog#MAX_READ}
   * @param maxBytes the maximum total size of messages in bytes; a single message may exceed it
   */
  public Excerpt readBefore(long end, int most, long maxBytes) {
    GroupLog log = present.log();
    long last = Math.min(end - 1, log.head());
    long after = Math.max(log.oldest() - 1, last - most);
    Slice slice = null;
    while (after < last) { // once, but for a copy with holes: the run before the end counts
      Slice run = log.read(after, last, Long.MAX_VALUE, most).slice();
      slice = run == null ? slice : run;
      after = run == null ? last : run.last().offset();
    }
    Slice newest = slice == null ? null : slice.newest(maxBytes);
    return new Excerpt(new Reading(null, newest), new Position(log.epoch(), last));
  }

  Life present() {
    return present;
  }

  /**
   * Discards publications that are older than the policy allows at {@code now} (milliseconds since
   * 1970), in the log of the present life and in that of the life that has ended last.
   */
  public synchronized void trimAged(long now) {
    present.log().trimAged(now);
    if (ended != null) {
      ended.log().trimAged(now);
      if (ended.log().size() == 0) {
        ended = null; // a reader that is still in it holds it itself
      }
    }
  }

  /**
   * Notifies the readers, later and on their executors, that publications may not reach the log.
   */
  public void interrupt() {
    if (interrupted.compareAndSet(false, true)) {
      wake();
    }
  }

  /** Notifies the readers, later and on their executors, that the log is up to date again. */
  public void resume() {
    if (interrupted.compareAndSet(true, false)) {
      wake();
    }
  }

  boolean isInterrupted() {
    return interrupted.get();
  }

  /** Wakes the readers, later and on their executors: something was appended. */
  public void wake() {
    fanOuts.values().forEach(FanOut::ask);
  }
}
