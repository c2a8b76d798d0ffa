package org.fanfare.layer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fanfare.status.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what a layer answers, on threads that may wait, such as those of an application's code.
 * Safe for use by any thread.
 */
public final class LayerAnswer {
  /** How long an answer is waited for: a little longer than a layer takes to give up. */
  public static final Duration MOST_WAIT = Duration.ofMillis(2_200);

  private LayerAnswer() {}

  /**
   * Waits for an answer that holds nothing, 2.2 seconds at most; throws what the stage fails with
   * if that is an unchecked exception of ours, and otherwise {@link LayerException}.
   *
   * @param what what was asked for, for the message of an exception
   */
  public static <T extends @Nullable Object> T await(
      String what, Supplier<CompletionStage<T>> ask) {
    return await(what, ask, late -> {});
  }

  /**
   * Waits in the same way for an answer that must be released by whoever gets it.
   *
   * @param release releases an answer that comes when nobody waits for it any more, on any thread
   */
  public static <T extends @Nullable Object> T await(
      String what, Supplier<CompletionStage<T>> ask, Consumer<? super T> release) {
    return await(what, ask, release, MOST_WAIT);
  }

  /** Waits in the same way, {@code most} at most. */
  public static <T extends @Nullable Object> T await(
      String what, Supplier<CompletionStage<T>> ask, Consumer<? super T> release, Duration most) {
    CompletionStage<T> answer =
        CompletableFuture.<@Nullable Void>completedFuture(null)
            .thenCompose(x -> ask.get()); // an exception becomes a failure, too
    try {
      return answer.toCompletableFuture().get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure && isOurs(failure)
          ? failure
          : new LayerException("the layer failed to " + what, e, true);
    } catch (TimeoutException e) {
      answer.thenAccept(release);
      throw new LayerException("no answer in " + most + " to: " + what, e, true);
    } catch (InterruptedException e) {
      answer.thenAccept(release);
      Thread.currentThread().interrupt();
      throw new LayerException("interrupted before the answer to: " + what, e, true);
    }
  }

  private static boolean isOurs(RuntimeException failure) {
    return failure instanceof LayerException || failure instanceof ProblemException;
  }
}
