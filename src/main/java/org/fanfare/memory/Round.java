package org.fanfare.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fanfare.log.GroupLog;
import org.fanfare.log.Reading;

/**
 * The readers of one group that share an executor, and the task that wakes them one after the
 * other.
 *
 * <p>The list of readers and the shared readings are used on the executor alone; {@link #ask} may
 * be called by any thread. While a round runs, reading stops at a head that is looked at anew after
 * so many readers, and readers at the same place share their readings: what is published meanwhile
 * leaves in the same write for those who come later in the round, which under load makes fewer and
 * larger writes.
 */
final class Round implements Runnable {
  /**
   * The most readings that are kept for the readers to come: as many as one that reads a whole log
   * in several goes passes through, so that the next one is given the same.
   */
  private static final int MAX_SHARED = 16;

  /** So many readers are woken up to the same head. */
  static final int SAME_HEAD = 64;

  private record Shared(long after, long maxBytes, int most, Reading reading) {}

  private final GroupLog log;
  private final Executor executor;
  private final AtomicBoolean asked = new AtomicBoolean();

  private final List<MemoryReader> readers = new ArrayList<>();
  private boolean running;
  private long limit;
  private final List<Shared> shared = new ArrayList<>(MAX_SHARED);

  Round(GroupLog log, Executor executor) {
    this.log = log;
    this.executor = executor;
  }

  /** Asks for a round after what was appended; one that is asked for already will see it too. */
  void ask() {
    if (asked.compareAndSet(false, true)) {
      executor.execute(this);
    }
  }

  @Override
  public void run() {
    asked.set(false);
    running = true;
    try {
      int woken = 0;
      for (int i = readers.size() - 1;
          i >= 0;
          i--) { // backwards: a reader may leave when it is woken
        if (woken++ % SAME_HEAD == 0) {
          lookAhead();
        }
        if (i < readers.size()) {
          readers.get(i).wake();
        }
      }
    } finally {
      running = false;
      shared.clear();
    }
  }

  private void lookAhead() {
    long head = log.head();
    if (head != limit) {
      limit = head;
      shared.clear();
    }
  }

  /** Reads for a reader after an offset; on the executor. */
  Reading read(long after, long maxBytes, int most) {
    if (!running) {
      return log.read(after, log.head(), maxBytes, most);
    }
    for (int i = 0; i < shared.size(); i++) { // without an iterator for each reader
      Shared known = shared.get(i);
      if (known.after == after && known.maxBytes == maxBytes && known.most == most) {
        return known.reading;
      }
    }
    Reading reading = log.read(after, limit, maxBytes, most);
    if (!reading.isEmpty()) {
      if (shared.size() == MAX_SHARED) {
        shared.remove(0);
      }
      shared.add(new Shared(after, maxBytes, most, reading));
    }
    return reading;
  }

  /** Takes a reader in; it is woken at once if something has come since it was opened. */
  void add(MemoryReader reader) {
    executor.execute(
        () -> {
          if (reader.isOpen()) {
            reader.place(readers.size());
            readers.add(reader);
            if (reader.hasNews()) {
              reader.wake();
            }
          }
        });
  }

  /** Lets a reader go: the last one of the list takes its place. */
  void remove(MemoryReader reader) {
    executor.execute(
        () -> {
          int place = reader.place();
          if (place < 0) {
            return;
          }
          MemoryReader last = readers.remove(readers.size() - 1);
          if (last != reader) {
            readers.set(place, last);
            last.place(place);
          }
          reader.place(-1);
        });
  }
}
