package org.fanfare.fanout;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fanfare.layer.Batch;
import org.fanfare.log.GroupLog;
import org.fanfare.log.Reading;
import org.jspecify.annotations.Nullable;

/**
 * The readers of one group that share an executor, and the task that wakes them one after the
 * other. One run of this task is a round.
 *
 * <p>The list of readers and the batch are used only on the executor; {@link #ask} may be called by
 * any thread. In a round, readers at the same position share their readings. They read no further
 * than a head that is updated after every {@link #SAME_HEAD} readers. So readers later in the round
 * get newer publications in the same write, which under load makes fewer and larger writes.
 */
final class FanOut implements Runnable {
  private static final System.Logger LOG = System.getLogger(FanOut.class.getName());

  /** The number of readers that are woken with the same head. */
  static final int SAME_HEAD = 64;

  private final GroupFanOut group;
  private final Executor executor;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final List<LocalReader> readers = new ArrayList<>();
  private final SharedReadings batch = new SharedReadings();

  /** Creates a fan-out without readers. */
  FanOut(GroupFanOut group, Executor executor) {
    this.group = group;
    this.executor = executor;
  }

  /** Returns whether publications may currently not reach the log. */
  boolean isInterrupted() {
    return group.isInterrupted();
  }

  /**
   * Requests a round after an append. A round that is already requested will see the publication
   * too.
   */
  void ask() {
    if (asked.compareAndSet(false, true)) {
      try {
        executor.execute(this);
      } catch (RejectedExecutionException stopped) {
        asked.set(false); // its readers are not woken any more; the message is in the log
        LOG.log(Level.DEBUG, "an executor of readers takes no more tasks", stopped);
      }
    }
  }

  @Override
  public void run() {
    asked.set(false);
    try {
      int woken = 0;
      for (int i = readers.size() - 1;
          i >= 0;
          i--) { // backwards: a reader may leave when it is woken
        if (woken++ % SAME_HEAD == 0) {
          batch.lookAhead();
        }
        if (i < readers.size()) {
          readers.get(i).wake(batch);
        }
      }
    } finally {
      batch.clear();
    }
  }

  /** Reads for one of these readers after an offset of a log. Called on the executor. */
  Reading read(Batch given, GroupLog log, long after, long maxBytes, int most) {
    return given == batch && batch.log == log
        ? batch.read(log, after, maxBytes, most)
        : log.read(after, log.head(), maxBytes, most);
  }

  /** Adds a reader, and wakes it at once if something has been appended since it was opened. */
  void add(LocalReader reader) {
    executor.execute(
        () -> {
          if (reader.isOpen()) {
            reader.place(readers.size());
            readers.add(reader);
            if (reader.hasNews()) {
              reader.wake(Batch.NONE);
            }
          }
        });
  }

  /** Removes a reader; the last reader of the list takes its place. */
  void remove(LocalReader reader) {
    executor.execute(
        () -> {
          int place = reader.place();
          if (place < 0) {
            return;
          }
          LocalReader last = readers.remove(readers.size() - 1);
          if (last != reader) {
            readers.set(place, last);
            last.place(place);
          }
          reader.place(-1);
        });
  }

  /** The shared readings of a round, of the present life's log up to the same head. */
  private final class SharedReadings implements Batch {
    /**
     * The maximum number of readings kept for later readers: enough for a reader that reads a whole
     * log in several steps, so that the next reader can share them.
     */
    private static final int MOST = 16;

    private record Shared(long after, long maxBytes, int most, Reading reading) {}

    private final List<Shared> shared = new ArrayList<>(MOST);
    private @Nullable GroupLog log; // that of the present life, as of the last look ahead
    private long limit;

    void lookAhead() {
      GroupLog present = group.present().log();
      long head = present.head();
      if (head != limit || present != log) {
        log = present;
        limit = head;
        shared.clear();
      }
    }

    Reading read(GroupLog present, long after, long maxBytes, int most) {
      for (int i = 0; i < shared.size(); i++) { // without allocating an iterator for each reader
        Shared known = shared.get(i);
        if (known.after == after && known.maxBytes == maxBytes && known.most == most) {
          return known.reading;
        }
      }
      Reading reading = present.read(after, limit, maxBytes, most);
      if (!reading.isEmpty()) {
        if (shared.size() == MOST) {
          shared.remove(0);
        }
        shared.add(new Shared(after, maxBytes, most, reading));
      }
      return reading;
    }

    void clear() {
      shared.clear();
    }
  }
}
