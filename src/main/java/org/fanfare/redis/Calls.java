package org.fanfare.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fanfare.layer.LayerException;
import org.fanfare.threads.Loop;

/**
 * Makes each call of a layer a task of its loop, with an answer in time, also when the loop ends.
 * Safe for use by any thread.
 */
final class Calls {
  private final Loop loop;
  private final Deadlines deadlines;
  private boolean hasEnded; // used on the loop

  /**
   * Creates what makes calls tasks of a loop, which Redis has to answer.
   *
   * @param timeOut how long a call may wait for its answer
   */
  Calls(Loop loop, Duration timeOut) {
    this(loop, new Deadlines(loop, timeOut, "Redis"));
  }

  /**
   * Creates what makes calls tasks of a loop.
   *
   * @param deadlines what calls wait for, which may be shared with other tasks
   */
  Calls(Loop loop, Deadlines deadlines) {
    this.loop = loop;
    this.deadlines = deadlines;
  }

  /** Does a task on the loop, where the stage completes. */
  <T> CompletionStage<T> onLoop(Supplier<? extends CompletionStage<T>> task) {
    return onLoop(task, late -> {});
  }

  /**
   * Does a task on the loop, where the stage completes.
   *
   * @param release releases an answer that comes when it has been given up
   */
  <T> CompletionStage<T> onLoop(Supplier<? extends CompletionStage<T>> task, Consumer<T> release) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      loop.execute(() -> begin(task, answer, release));
    } catch (RejectedExecutionException closed) {
      answer.completeExceptionally(ended());
    }
    return answer;
  }

  private <T> void begin(
      Supplier<? extends CompletionStage<T>> task,
      CompletableFuture<T> answer,
      Consumer<T> release) {
    if (hasEnded) {
      answer.completeExceptionally(ended());
      return;
    }
    deadlines.add(answer);
    try {
      task.get()
          .whenComplete(
              (value, failure) -> {
                if (failure != null) {
                  answer.completeExceptionally(asLayers(failure));
                } else if (!answer.complete(value)) {
                  release.accept(value);
                }
              });
    } catch (LinkException cannotBeAsked) {
      answer.completeExceptionally(cannotBeAsked);
    }
  }

  /**
   * Answers all who wait that the layer has ended, and from now on everybody who comes. Called on
   * the loop.
   */
  void end() {
    hasEnded = true;
    deadlines.end();
  }

  private static LayerException ended() {
    return new LinkException(LinkException.Kind.NOT_ASKED, "the layer has ended");
  }

  /** Returns a failure as a caller of a layer is told it. */
  static Throwable asLayers(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof LayerException
        ? cause
        : new LayerException("Redis holds something that is not Fanfare's", cause, true);
  }
}
