package org.fanfare.consumer;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The messages of transactions that have committed. They are sent one after the other, in the order
 * of the commits, by one thread of an executor at a time. Safe for use by any thread.
 *
 * <p>At most {@value #MOST} messages, or {@value #MOST_MIB} MiB, wait; of one transaction there may
 * be more if nothing else waits. What may not wait, and what there is no thread for, is not sent,
 * and is told so.
 */
final class CommittedMessages {
  static final int MOST = 10_000;
  private static final int MOST_MIB = 64;

  /** The messages after which the thread does something else, if there is something. */
  private static final int AT_ONCE = 100;

  private final Executor workers;
  private final Queue<SentAfterCommit.Step> waiting = new ArrayDeque<>(); // guarded by this
  private long waitingBytes; // guarded by this
  private boolean running; // guarded by this

  /** None yet; {@code workers} run tasks that may wait. */
  CommittedMessages(Executor workers) {
    this.workers = workers;
  }

  /** A transaction that has committed has these to send, in this order. */
  void add(List<SentAfterCommit.Step> committed) {
    if (!takes(committed)) {
      RuntimeException full =
          new RejectedExecutionException(
              "as much is waiting to be sent after commits as may: %d messages, or %d MiB"
                  .formatted(MOST, MOST_MIB));
      committed.forEach(step -> step.failed(full));
    } else if (begins()) {
      begin();
    }
  }

  private synchronized boolean takes(List<SentAfterCommit.Step> committed) {
    long size = committed.stream().mapToLong(SentAfterCommit.Step::size).sum();
    boolean room =
        waiting.size() + committed.size() <= MOST && waitingBytes + size <= MOST_MIB * 1024L * 1024;
    if (!room && !waiting.isEmpty()) {
      return false;
    }
    waiting.addAll(committed);
    waitingBytes += size;
    return true;
  }

  private synchronized boolean begins() {
    boolean begins = !running && !waiting.isEmpty();
    running |= begins;
    return begins;
  }

  private void begin() {
    try {
      workers.execute(this::send);
    } catch (RuntimeException noThread) { // as where the application stops
      all().forEach(step -> step.failed(noThread));
    }
  }

  private synchronized List<SentAfterCommit.Step> all() {
    List<SentAfterCommit.Step> all = List.copyOf(waiting);
    waiting.clear();
    waitingBytes = 0;
    running = false;
    return all;
  }

  private void send() {
    for (int i = 0; i < AT_ONCE; i++) {
      SentAfterCommit.Step next = next();
      if (next == null) {
        return;
      }
      next.send();
    }
    begin();
  }

  private synchronized SentAfterCommit.@Nullable Step next() {
    SentAfterCommit.Step next = waiting.poll();
    running = next != null;
    waitingBytes -= next == null ? 0 : next.size();
    return next;
  }
}
