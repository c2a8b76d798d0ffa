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

/**
 * The readers of one group that share an executor, and the task that wakes them one after the
 * other: a round.
 *
 * <p>The list of readers and the batch are used on the executor alone; {@link #ask} may be called
 * by any thread. In a round readers at the same place share their readings, and read no further
 * than a head that is looked at anew after so many readers: what is published meanwhile leaves in
 * the same write for those who come later in the round, which under load makes fewer and larger
 * writes.
 */
final class FanOut implements Runnable {
  private static final System.Logger LOG = System.getLogger(FanOut.class.getName());

  /** So many readers are woken up to the same head. */
  static final int SAME_HEAD = 64;

  private final GroupLog log;
  private final Executor executor;
  private final AtomicBoolean interrupted;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final List<LocalReader> readers = new ArrayList<>();
  private final SharedReadings batch = new SharedReadings();

  /**
   * @param interrupted whether nothing may come to the log at the moment
   */
  FanOut(GroupLog log, Executor executor, AtomicBoolean interrupted) {
    this.log = log;
    this.executor = executor;
    this.interrupted = interrupted;
  }

  boolean isInterrupted() {
    return interrupted.get();
  }

  /** Asks for a round after what was appended; one that is asked for already will see it too. */
  void ask() {
    if (asked.compareAndSet(false, true)) {
      try {
        executor.execute(this);
      } catch (RejectedExecutionException stopped) {
        asked.set(false); // its readers are told nothing any more; the publisher's message is in
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

  /** Reads for one of these readers after an offset; on the executor. */
  Reading read(Batch given, long after, long maxBytes, int most) {
    return given == batch
        ? batch.read(after, maxBytes, most)
        : log.read(after, log.head(), maxBytes, most);
  }

  /** Takes a reader in; it is woken at once if something has come since it was opened. */
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

  /** Lets a reader go: the last one of the list takes its place. */
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

  /** The readings of a round, up to the same head. */
  private final class SharedReadings implements Batch {
    /**
     * The most readings that are kept for the readers to come: as many as one that reads a whole
     * log in several goes passes through, so that the next one is given the same.
     */
    private static final int MOST = 16;

    private record Shared(long after, long maxBytes, int most, Reading reading) {}

    private final List<Shared> shared = new ArrayList<>(MOST);
    private long limit;

    void lookAhead() {
      long head = log.head();
      if (head != limit) {
        limit = head;
        shared.clear();
      }
    }

    Reading read(long after, long maxBytes, int most) {
      for (int i = 0; i < shared.size(); i++) { // without an iterator for each reader
        Shared known = shared.get(i);
        if (known.after == after && known.maxBytes == maxBytes && known.most == most) {
          return known.reading;
        }
      }
      Reading reading = log.read(after, limit, maxBytes, most);
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
