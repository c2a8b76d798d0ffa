package org.fanfare.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A container that loses tasks does not stop those who gave them. */
class ResubmittingExecutorTest {
  private final List<Runnable> container = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private long now;
  private final ResubmittingExecutor workers = new ResubmittingExecutor(container::add, () -> now);

  @Test
  void aTaskThatTheContainerLostIsGivenAgain() {
    workers.execute(() -> done.add("task"));
    container.clear();

    later(Duration.ofMillis(1_001));
    container.forEach(Runnable::run);

    assertThat(done).containsExactly("task");
  }

  @Test
  void aTaskThatWasOnlyLateRunsOnce() {
    workers.execute(() -> done.add("task"));

    later(Duration.ofMillis(1_001));
    later(Duration.ofMillis(1_001));
    assertThat(container).hasSize(3);
    container.forEach(Runnable::run);

    assertThat(done).containsExactly("task");
  }

  @Test
  void aTaskThatHasBegunIsNotGivenAgain() {
    workers.execute(() -> done.add("task"));
    container.remove(0).run();

    later(Duration.ofMinutes(1));

    assertThat(container).isEmpty();
  }

  private void later(Duration time) {
    now += time.toNanos();
    workers.tick();
  }
}
