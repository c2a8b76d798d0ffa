package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.gate.Law;
import org.fanfare.threads.LoopThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everybody who asks a layer is answered, also when it ends (R11). */
@Law(4)
final class CallsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final LoopThread loop = LoopThread.start(Thread::new, "fanfare-test", nanos::get);
  private final Calls calls = new Calls(loop, Times.USUAL.timeOut());

  @AfterEach
  void end() {
    loop.close();
  }

  private static LinkException failure(CompletionStage<?> answer) {
    return (LinkException) answer.toCompletableFuture().handle((value, failure) -> failure).join();
  }

  @Test
  void whoWaitsAtTheEndIsToldThatItMayHaveHappened() {
    CompletionStage<String> waiting = calls.onLoop(CompletableFuture::new);

    loop.execute(calls::end);

    assertThat(failure(waiting)).hasMessage("the layer has ended");
    assertThat(failure(waiting).mayHaveHappened()).isTrue();
  }

  @Test
  void whoComesAfterTheEndIsToldThatNothingHappened() {
    Queue<String> done = new ConcurrentLinkedQueue<>();
    loop.execute(calls::end);
    CompletionStage<String> afterIt =
        calls.onLoop(
            () -> {
              done.add("done");
              return CompletableFuture.completedFuture("x");
            });
    loop.close();
    CompletionStage<String> muchLater = calls.onLoop(CompletableFuture::new);

    assertThat(failure(afterIt).mayHaveHappened()).isFalse();
    assertThat(failure(muchLater).mayHaveHappened()).isFalse();
    assertThat(failure(muchLater)).hasMessage("the layer has ended");
    assertThat(done).isEmpty();
  }

  @Test
  void anAnswerThatComesTooLateIsReleased() {
    CompletableFuture<String> late = new CompletableFuture<>();
    Queue<String> released = new ConcurrentLinkedQueue<>();
    CompletionStage<String> answer = calls.onLoop(() -> late, released::add);
    CompletableFuture.runAsync(() -> {}, loop).join();

    nanos.addAndGet(Times.USUAL.timeOut().toNanos());
    loop.execute(() -> {});
    assertThat(failure(answer)).hasMessage("Redis did not answer in time");
    late.complete("late");

    assertThat(released).containsExactly("late");
  }
}
