package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Rule P39: so many callbacks of the node run at one time, and the others wait in their order. */
class CallbackThreadsTest {
  private final Queue<Runnable> workers = new ArrayDeque<>();
  private final List<String> ran = new ArrayList<>();
  private final CallbackThreads threads = new CallbackThreads(workers::add, 2);

  @Test
  void noMoreThanTheMostAreTakenOfTheWorkers() {
    for (int i = 0; i < 5; i++) {
      String name = "task " + i;
      threads.execute(() -> ran.add(name));
    }

    assertThat(workers).hasSize(2);
    assertThat(threads.running()).isEqualTo(2);
    assertThat(threads.waiting()).isEqualTo(5);
  }

  @Test
  void aThreadGoesOnUntilNothingWaitsAndIsGivenBack() {
    for (int i = 0; i < 5; i++) {
      String name = "task " + i;
      threads.execute(() -> ran.add(name));
    }
    workers.remove().run();

    assertThat(ran).containsExactly("task 0", "task 1", "task 2", "task 3", "task 4");
    workers.remove().run();
    assertThat(threads.running()).isZero();

    threads.execute(() -> ran.add("later"));
    workers.remove().run();
    assertThat(ran).contains("later");
  }

  @Test
  void whatTheWorkersRefuseIsRefused() {
    CallbackThreads stopped =
        new CallbackThreads(
            task -> {
              throw new RejectedExecutionException("for this test");
            },
            2);

    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> stopped.execute(() -> ran.add("never")));
    assertThat(stopped.running()).isZero();
    assertThat(stopped.waiting()).isZero();
  }
}
