package org.fanfare.redis;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.fanfare.threads.Loop;

/**
 * Answers that must be there within a time-out. Those that are not fail, and it is not known
 * whether what was asked has happened. Used on the loop.
 */
final class Deadlines {
  private record Deadline(long at, CompletableFuture<?> answer) {}

  private final Loop loop;
  private final long timeOut; // in milliseconds
  private final String who;
  private final Queue<Deadline> deadlines = new ArrayDeque<>(); // the earliest first
  private boolean isWaiting;

  /**
   * Creates what has no answers to wait for yet.
   *
   * @param timeOut how long an answer may take
   * @param who who is to answer, for the messages of failures
   */
  Deadlines(Loop loop, Duration timeOut, String who) {
    this.loop = loop;
    this.timeOut = timeOut.toMillis();
    this.who = who;
  }

  void add(CompletableFuture<?> answer) {
    forgetAnswered();
    deadlines.add(new Deadline(loop.millis() + timeOut, answer));
    if (!isWaiting) {
      waitFor(timeOut);
    }
  }

  private void waitFor(long millis) {
    isWaiting = true;
    loop.later(millis, this::pass);
  }

  private void pass() {
    isWaiting = false;
    forgetAnswered();
    while (!deadlines.isEmpty() && deadlines.peek().at <= loop.millis()) {
      deadlines
          .remove()
          .answer
          .completeExceptionally(
              new LinkException(LinkException.Kind.TIMED_OUT, who + " did not answer in time"));
      forgetAnswered();
    }
    if (!deadlines.isEmpty()) {
      waitFor(Math.max(1, deadlines.peek().at - loop.millis()));
    }
  }

  /** Fails all answers that are not there yet, since nothing is asked any more. */
  void end() {
    while (!deadlines.isEmpty()) {
      deadlines
          .remove()
          .answer
          .completeExceptionally(
              new LinkException(LinkException.Kind.ENDED, "the layer has ended"));
    }
  }

  private void forgetAnswered() {
    while (!deadlines.isEmpty() && deadlines.peek().answer.isDone()) {
      deadlines.remove();
    }
  }
}
