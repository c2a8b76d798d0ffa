package org.fanfare.threads;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law 5: what holds a thread up holds nothing else up. */
@Timeout(30)
final class CompensatingExecutorTest {
  private static final int MOST = 256;

  private final MadeThreads container = new MadeThreads();
  private final Queue<Thread> made = container.all();
  private final AtomicBoolean exhausted = new AtomicBoolean();
  private final AtomicInteger begun = new AtomicInteger();
  private final CountDownLatch free = new CountDownLatch(1);
  private final CompensatingExecutor relieved =
      new CompensatingExecutor(new NamedThreads(this::made).named("relieved"), MOST);

  @SuppressWarnings("NullAway") // Jakarta Concurrency 3.0, section 3.4: null is "no thread"
  private Thread made(Runnable task) {
    return exhausted.get() ? null : container.newThread(task);
  }

  @AfterEach
  void end() throws InterruptedException {
    free.countDown();
    relieved.shutdown();
    assertThat(relieved.awaitTermination(10, SECONDS)).isTrue();
  }

  @Test
  void whatIsBehindATaskThatHoldsUpIsDoneByAnotherThreadInOrder() {
    holdUp(1);
    List<Integer> done = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 10; i++) {
      int number = i;
      relieved.execute(() -> done.add(number));
    }

    relieved.relieve(MOST);
    assertThat(made).hasSize(1);
    relieved.relieve(MOST);

    soon().untilAsserted(() -> assertThat(done).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    assertThat(made).hasSize(2);
  }

  @Test
  void aThreadThatGetsOnIsNotRelieved() throws Exception {
    Phaser steps = new Phaser(2);
    for (int i = 0; i < 5; i++) {
      relieved.execute(
          () -> {
            steps.arriveAndAwaitAdvance();
            steps.arriveAndAwaitAdvance();
          });
    }

    for (int i = 0; i < 5; i++) {
      steps.arriveAndAwaitAdvance();
      relieved.relieve(MOST);
      steps.arriveAndAwaitAdvance();
    }

    assertThat(made).hasSize(1);
  }

  @Test
  void whenItIsFreeAgainOneThreadIsEnough() {
    holdUp(1);
    relieved.relieve(MOST);
    relieved.relieve(MOST);
    CompletableFuture.runAsync(() -> {}, relieved).join();

    free.countDown();

    soon()
        .untilAsserted(
            () -> {
              relieved.relieve(MOST);
              assertThat(made.stream().filter(Thread::isAlive)).hasSize(1);
            });
    CompletableFuture.runAsync(() -> {}, relieved).join();
    assertThat(made).hasSize(2);
  }

  @Test
  void manyThatHoldUpAtOnceArePassedInAFewLooks() {
    holdUp(100);
    CompletableFuture<Void> behind = CompletableFuture.runAsync(() -> {}, relieved);

    int looks = 0;
    while (begun.get() < 100) {
      relieved.relieve(MOST);
      looks++;
      soon().until(() -> begun.get() >= Math.min(relieved.getPoolSize(), 100));
    }
    relieved.relieve(MOST);
    relieved.relieve(MOST);

    behind.join();
    assertThat(looks).isLessThan(20);
  }

  @Test
  void thereIsABoundToTheThreads() {
    holdUp(MOST + 1);

    for (int look = 0; look < 40; look++) {
      relieved.relieve(MOST);
      soon().until(() -> begun.get() >= Math.min(relieved.getPoolSize(), MOST));
    }

    assertThat(made).hasSize(MOST);
  }

  @Test
  void aContainerThatHasNoThreadMoreIsAskedAgain() {
    holdUp(1);
    CompletableFuture<Void> behind = CompletableFuture.runAsync(() -> {}, relieved);
    exhausted.set(true);
    relieved.relieve(MOST);
    relieved.relieve(MOST);
    assertThat(behind).isNotDone();

    exhausted.set(false);

    soon()
        .untilAsserted(
            () -> {
              relieved.relieve(MOST);
              assertThat(behind).isCompleted();
            });
  }

  @Test
  void whereTheContainerHasNoThreadMoreATaskIsNotTakenRatherThanLost() {
    holdUp(1);
    relieved.relieve(MOST);
    relieved.relieve(MOST); // from now on the next task may have a thread
    exhausted.set(true);

    assertThat(relieved.takes(() -> {})).isFalse();
    relieved.relieve(MOST);

    exhausted.set(false);
    CompletableFuture<Void> taken = new CompletableFuture<>();
    assertThat(relieved.takes(() -> taken.complete(null))).isTrue();
    taken.join();
  }

  @Test
  void itsThreadsKnowIt() {
    assertThat(CompensatingExecutor.here()).isNull();

    assertThat(CompletableFuture.supplyAsync(CompensatingExecutor::here, relieved).join())
        .isSameAs(relieved);
  }

  private static ConditionFactory soon() {
    return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
  }

  private void untilFree() {
    try {
      assertThat(free.await(30, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody may interrupt a task", e);
    }
  }

  private void holdUp(int tasks) {
    for (int i = 0; i < tasks; i++) {
      relieved.execute(
          () -> {
            begun.incrementAndGet();
            untilFree();
          });
    }
    soon().until(() -> begun.get() > 0);
  }
}
