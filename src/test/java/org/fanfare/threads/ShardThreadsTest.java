package org.fanfare.threads;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.fanfare.gate.Law;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A thread of the container for each share of the connections, and none after the end. */
final class ShardThreadsTest {
  private static final int MOST = 6;

  private final MadeThreads container = new MadeThreads();
  private final Queue<Thread> made = container.all();
  private final ShardThreads threads = new ShardThreads(new NamedThreads(container), 2, MOST);

  @AfterEach
  void end() {
    threads.close();
  }

  @Test
  void theThreadsAreMadeAtTheStartAndNoMoreAreMadeForWork() {
    threads.start();
    assertThat(made).hasSize(2);

    threads.each().forEach(share -> CompletableFuture.runAsync(() -> {}, share).join());

    assertThat(threads.each()).hasSize(2);
    assertThat(made).hasSize(2).allMatch(Thread::isAlive);
  }

  @Test
  void allTasksOfAShareRunOnOneNamedThreadThatIsNotHandedBackBetweenThem() {
    Executor share = threads.each().get(1);

    List<Thread> ran =
        List.of(1, 2, 3).stream()
            .map(task -> CompletableFuture.supplyAsync(Thread::currentThread, share).join())
            .toList();

    assertThat(ran).containsOnly(made.element());
    assertThat(made).singleElement().extracting(Thread::getName).isEqualTo("fanfare-shard-1");
  }

  @Test
  void whatWasGivenBeforeTheEndIsDoneAndNoThreadIsLeft() throws Exception {
    Executor share = threads.each().get(0);
    CountDownLatch ending = new CountDownLatch(1);
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(() -> assertThat(awaited(ending)).isTrue(), share);
    CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> "done", share);

    CompletableFuture<Void> ended = CompletableFuture.runAsync(threads::close);
    await().until(() -> refuses(threads.each().get(1))); // it is the last to be told
    ending.countDown();
    ended.get(10, SECONDS);

    assertThat(first).isCompleted();
    assertThat(second).isCompletedWithValue("done");
    await().until(() -> made.stream().noneMatch(Thread::isAlive));
  }

  @Test
  void aTaskThatDoesNotEndIsInterruptedRatherThanWaitedForInVain() throws Exception {
    CompletableFuture<Boolean> stuck =
        CompletableFuture.supplyAsync(() -> awaited(new CountDownLatch(1)), threads.each().get(0));
    await().until(() -> !made.isEmpty());

    threads.close();

    assertThat(stuck.get(10, SECONDS)).isFalse();
  }

  @Test
  void afterTheEndATaskIsRefused() {
    threads.close();

    Executor share = threads.each().get(0);
    assertThatThrownBy(() -> share.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void whatAThreadGivesToBeDoneBehindIsDoneByItAfterAllThatItHasToDo() throws Exception {
    List<String> done = new ArrayList<>();
    Executor share = threads.each().get(1);
    Executor behind = threads.behind(task -> done.add("worker"));
    CompletableFuture<Void> last = new CompletableFuture<>();

    share.execute(
        () -> {
          share.execute(() -> done.add("its task"));
          behind.execute(
              () -> {
                done.add("behind, " + Thread.currentThread().getName());
                last.complete(null);
              });
          done.add("first");
        });
    last.get(10, SECONDS);

    assertThat(done).containsExactly("first", "its task", "behind, fanfare-shard-1");
  }

  @Test
  void whatOthersGiveToBeDoneBehindWorkersDo() throws Exception {
    List<String> done = new ArrayList<>();
    Executor behind = threads.behind(task -> done.add("worker"));
    CountDownLatch ending = new CountDownLatch(1);
    CompletableFuture<Void> late =
        CompletableFuture.runAsync(
            () -> {
              assertThat(awaited(ending)).isTrue();
              behind.execute(() -> done.add("shard"));
            },
            threads.each().get(0));

    behind.execute(() -> done.add("shard"));
    CompletableFuture<Void> ended = CompletableFuture.runAsync(threads::close);
    await().until(() -> refuses(threads.each().get(1)));
    ending.countDown();
    late.get(10, SECONDS);
    ended.get(10, SECONDS);

    assertThat(done).containsExactly("worker", "worker");
  }

  @Test
  void aThreadThatIsHeldUpIsRelieved() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    Executor share = threads.each().get(0);
    CompletableFuture<Boolean> heldUp = CompletableFuture.supplyAsync(() -> awaited(free), share);
    CompletableFuture<Void> behind = CompletableFuture.runAsync(() -> {}, share);

    await()
        .untilAsserted(
            () -> {
              threads.relieve();
              assertThat(behind).isCompleted();
            });
    free.countDown();

    assertThat(heldUp.get(10, SECONDS)).isTrue();
  }

  @Test
  @Law(6)
  void allSharesTogetherHaveABoundToTheirThreads() {
    CountDownLatch free = new CountDownLatch(1);
    for (Executor share : threads.each()) {
      for (int i = 0; i < MOST; i++) {
        share.execute(() -> awaited(free));
      }
    }

    for (int look = 0; look < 20; look++) {
      threads.relieve();
      assertThat(threads.count()).isLessThanOrEqualTo(MOST);
    }
    await()
        .untilAsserted(
            () -> {
              threads.relieve();
              assertThat(threads.count()).isEqualTo(MOST);
            });

    free.countDown();
  }

  @Test
  void eachShareHasAThreadHoweverFewThereMayBe() {
    ShardThreads few = new ShardThreads(new NamedThreads(container), 2, 1);
    few.start();

    few.each().forEach(share -> CompletableFuture.runAsync(() -> {}, share).join());

    assertThat(few.most()).isEqualTo(2);
    few.close();
  }

  @Test
  void aContainerWithoutThreadsIsToldOf() {
    ShardThreads none = new ShardThreads(new NamedThreads(task -> null), 1, MOST);

    Executor share = none.each().get(0);
    assertThatThrownBy(() -> share.execute(() -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("fanfare-shard-0");
  }

  private static boolean refuses(Executor share) {
    try {
      share.execute(() -> {});
      return false;
    } catch (RejectedExecutionException e) {
      return true;
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(60, SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }
}
