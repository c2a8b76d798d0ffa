package org.fanfare.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fanfare.log.Position;

/**
 * Who waits until a copy has passed a position that the log is known to have had. Used on the loop.
 *
 * <p>A position may never be passed, because its epoch has ended before it was read. It is enough
 * that the log was read to its end by a sync that began after the position was known.
 */
final class Waiting {
  private record Waiter(Position position, long since, CompletableFuture<?> passed) {}

  private final List<Waiter> waiters = new ArrayList<>();

  /**
   * Adds somebody who waits.
   *
   * @param syncs the number of syncs that have begun
   */
  CompletableFuture<?> add(Position position, long syncs) {
    CompletableFuture<?> passed = new CompletableFuture<>();
    waiters.add(new Waiter(position, syncs, passed));
    return passed;
  }

  /**
   * Answers those who have waited long enough.
   *
   * @param synced the number of the last sync that has come to its end
   */
  void pass(GroupCopy copy, long synced) {
    if (waiters.isEmpty()) {
      return;
    }
    List<Waiter> done = new ArrayList<>();
    waiters.removeIf(
        waiter -> {
          boolean isDone = copy.hasPassed(waiter.position) || waiter.since < synced;
          if (isDone) {
            done.add(waiter);
          }
          return isDone;
        });
    done.forEach(waiter -> waiter.passed.complete(null));
  }

  /** Returns whether nobody waits. */
  boolean isEmpty() {
    return waiters.isEmpty();
  }

  /** Tells all who wait that they wait in vain. */
  void fail() {
    List<Waiter> all = List.copyOf(waiters);
    waiters.clear();
    all.forEach(waiter -> waiter.passed.completeExceptionally(Following.interrupted()));
  }
}
