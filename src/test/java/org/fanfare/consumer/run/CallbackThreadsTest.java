package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.fanfare.LogCapture;
import org.junit.jupiter.api.Test;

/** Rule P39: so many callbacks of the node run at one time, and the others wait in their order. */
class CallbackThreadsTest {
  private final TurnedTime time = new TurnedTime();
  private final Queue<Runnable> workers = new ArrayDeque<>();
  private final List<String> ran = new ArrayList<>();
  private final CallbackThreads threads = new CallbackThreads(this::take, 2, time, time);
  private boolean refuses;

  private void take(Runnable task) {
    if (refuses) {
      throw new RejectedExecutionException("for this test");
    }
    workers.add(task);
  }

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
  void whatTheWorkersRefuseRunsLater() {
    refuses = true;
    threads.execute(() -> ran.add("one"));
    threads.execute(() -> ran.add("two"));
    assertThat(threads.running()).isZero();
    time.pass(CallbackThreads.RETRY.multipliedBy(10));
    assertThat(threads.waiting()).isEqualTo(2);
    assertThat(time.waiting()).as("one timer for all").isEqualTo(1);

    refuses = false;
    time.pass(CallbackThreads.RETRY);
    workers.remove().run();
    assertThat(ran).containsExactly("one", "two");
    workers.remove().run();

    assertThat(threads.running()).isZero();
    assertThat(time.waiting()).isZero();
  }

  @Test
  void afterARefusalAllThreadsComeBackAndNotOneAlone() {
    refuses = true;
    for (int i = 0; i < 20; i++) {
      threads.execute(() -> ran.add("task"));
    }

    refuses = false;
    time.pass(CallbackThreads.RETRY);

    assertThat(workers).as("one may block").hasSize(2);
  }

  @Test
  void whatIsRefusedForSecondsIsLoggedOnce() {
    try (LogCapture log = new LogCapture(CallbackThreads.class.getName())) {
      refuses = true;
      threads.execute(() -> ran.add("one"));
      time.pass(Duration.ofSeconds(1));
      assertThat(log.lines()).isEmpty();

      time.pass(Duration.ofSeconds(20));

      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void aThreadIsGivenBackAfterSoManyTasksAlthoughMoreCome() {
    Runnable[] endless = {() -> {}};
    endless[0] =
        () -> {
          ran.add("it");
          threads.execute(endless[0]);
        };
    threads.execute(endless[0]);

    workers.remove().run();

    assertThat(ran).hasSize(CallbackThreads.AT_ONCE);
    assertThat(workers).as("it asked for another, behind others").isNotEmpty();
    assertThat(threads.running()).isEqualTo(workers.size());
  }

  @Test
  void aThreadIsGivenBackAfterASecondAlthoughMoreWait() {
    for (int i = 0; i < 3; i++) {
      threads.execute(
          () -> {
            time.pass(CallbackThreads.LONGEST);
            ran.add("long");
          });
    }

    workers.remove().run();

    assertThat(ran).hasSize(1);
    assertThat(threads.running()).isEqualTo(2);
    assertThat(threads.waiting()).isEqualTo(2);
  }

  @Test
  void aTaskThatFailsAgainstTheRulesTakesNoThreadAway() {
    threads.execute(
        () -> {
          throw new IllegalStateException("for this test");
        });
    threads.execute(() -> ran.add("next"));

    assertThatIllegalStateException().isThrownBy(() -> workers.remove().run());
    for (Runnable next = workers.poll(); next != null; next = workers.poll()) {
      next.run();
    }

    assertThat(ran).containsExactly("next");
    assertThat(threads.running()).isZero();
  }
}
