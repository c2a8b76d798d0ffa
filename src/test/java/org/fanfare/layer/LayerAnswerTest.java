package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.fanfare.gate.Law;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.fanfare.status.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a thread is given that waits for a layer, and what becomes of an answer that is late. */
final class LayerAnswerTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  private final CompletableFuture<String> answer = new CompletableFuture<>();
  private final List<String> released = new ArrayList<>();
  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void anAnswerIsGivenToWhoWaitsForItAndIsNotReleased() {
    answer.complete("yes");

    assertThat(LayerAnswer.await("ask", () -> answer, released::add)).isEqualTo("yes");
    assertThat(released).isEmpty();
  }

  @Test
  @Law(7)
  void anAnswerForWhichNobodyWaitsAnyMoreIsReleased() {
    assertThatExceptionOfType(LayerException.class)
        .isThrownBy(() -> LayerAnswer.await("ask", () -> answer, released::add, SHORT))
        .withMessage("no answer in PT0.001S to: ask")
        .matches(LayerException::mayHaveHappened);

    answer.complete("late");

    assertThat(released).containsExactly("late");
  }

  @Test
  @Law(7)
  void whoIsInterruptedWaitsNoMoreAndTheAnswerIsReleased() {
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(LayerException.class)
        .isThrownBy(() -> LayerAnswer.await("ask", () -> answer, released::add))
        .withMessage("interrupted before the answer to: ask");
    assertThat(Thread.interrupted()).isTrue();
    answer.complete("late");

    assertThat(released).containsExactly("late");
  }

  @Test
  @Law(7)
  void aReaderThatIsOpenedTooLateIsClosed() {
    LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
    HeldOpenings late = new HeldOpenings();
    ChannelLayer layer = late.of(memory.layer());
    assertThatExceptionOfType(LayerException.class)
        .isThrownBy(
            () ->
                LayerAnswer.await(
                    "open",
                    () ->
                        layer.open(
                            new GroupName("any.group"), new Start.Now(), executor, batch -> {}),
                    opened -> ((Outcome.Done<Reader>) opened).get().close(),
                    SHORT));
    assertThat(memory.layer().statistics().readers()).isEqualTo(1);

    late.letGo();

    assertThat(memory.layer().statistics().readers()).isZero();
  }

  @Test
  void aFailureOfOursIsThrownAsItIsAndAnyOtherSaysWhatFailed() {
    ProblemException ours = Refusal.MEMORY_FULL.problem("any.group").thrown();

    assertThatThrownBy(() -> LayerAnswer.await("ask", () -> CompletableFuture.failedFuture(ours)))
        .isSameAs(ours);
    assertThatExceptionOfType(LayerException.class)
        .isThrownBy(
            () ->
                LayerAnswer.await(
                    "ask",
                    () -> {
                      throw new IllegalStateException("for this test");
                    }))
        .withMessage("the layer failed to ask");
  }
}
