package org.fanfare.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fanfare.layer.LayerException;

/**
 * Makes each call of a layer a task of its loop, with an answer in time. Safe for use by any
 * thread.
 */
final class Calls {
  private final Loop loop;
  private final Deadlines deadlines;

  Calls(Loop loop) {
    this(loop, new Deadlines(loop, "Redis"));
  }

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
    loop.execute(
        () -> {
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
        });
    return answer;
  }

  /** Returns the failure as a caller of a layer is told it. */
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
