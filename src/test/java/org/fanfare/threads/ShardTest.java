package org.fanfare.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One task at a time, in order, whoever brings it. */
final class ShardTest {
  private final ExecutorService workers = Executors.newFixedThreadPool(4);

  @AfterEach
  void stop() {
    workers.shutdownNow();
  }

  @Test
  void tasksOfManyThreadsRunOneAtATimeAndEachThreadsInItsOrder() {
    Shard shard = new Shard(workers);
    AtomicInteger inside = new AtomicInteger();
    List<int[]> done = new ArrayList<>(); // not safe for several threads, on purpose
    AtomicInteger overlaps = new AtomicInteger();

    List<CompletableFuture<Void>> bringers =
        IntStream.range(0, 4)
            .mapToObj(
                bringer ->
                    CompletableFuture.runAsync(
                        () -> {
                          for (int i = 0; i < 5000; i++) {
                            int number = i;
                            shard.execute(
                                () -> {
                                  overlaps.addAndGet(inside.getAndIncrement());
                                  done.add(new int[] {bringer, number});
                                  inside.decrementAndGet();
                                });
                          }
                        }))
            .toList();
    bringers.forEach(CompletableFuture::join);
    CompletableFuture.runAsync(() -> {}, shard).join();

    assertThat(overlaps).hasValue(0);
    int[] next = new int[4];
    for (int[] task : done) {
      assertThat(task[1]).isEqualTo(next[task[0]]++);
    }
    assertThat(next).containsOnly(5000);
  }

  @Test
  void itsWorkerComesToWhatElseItHasToDo() {
    Workers worker = new Workers();
    Shard shard = new Shard(worker);
    AtomicInteger done = new AtomicInteger();
    List<Integer> besides = new ArrayList<>();

    for (int i = 0; i < 3 * Shard.AT_ONCE; i++) {
      shard.execute(done::incrementAndGet);
    }
    worker.execute(() -> besides.add(done.get()));
    worker.run();

    assertThat(besides).containsExactly(Shard.AT_ONCE);
    assertThat(done).hasValue(3 * Shard.AT_ONCE);
  }

  @Test
  void aWorkerThatTakesNothingMoreDoesAllThatThereIs() {
    Workers worker = new Workers();
    AtomicBoolean ended = new AtomicBoolean();
    Shard shard =
        new Shard(
            task -> {
              if (ended.get()) {
                throw new RejectedExecutionException("ended, for this test");
              }
              worker.execute(task);
            });
    AtomicInteger done = new AtomicInteger();

    for (int i = 0; i < 3 * Shard.AT_ONCE; i++) {
      shard.execute(done::incrementAndGet);
    }
    ended.set(true);
    worker.run();

    assertThat(done).hasValue(3 * Shard.AT_ONCE);
  }

  @Test
  void aTaskThatComesJustWhenTheShardRunsOutIsNotForgotten() {
    Shard shard = new Shard(workers);
    AtomicInteger done = new AtomicInteger();

    for (int task = 1; task <= 20_000; task++) {
      shard.execute(done::incrementAndGet);
      long deadline = System.nanoTime() + 10_000_000_000L;
      while (done.get() < task && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(done).hasValue(task);
    }
  }

  @Test
  void aTaskThatFailsStopsNothing() {
    Shard shard = new Shard(Runnable::run);
    List<String> done = new ArrayList<>();

    shard.execute(
        () -> {
          throw new IllegalStateException("for this test");
        });
    shard.execute(() -> done.add("next"));

    assertThat(done).containsExactly("next");
  }

  @Test
  void whenTheWorkersTakeNoMoreTheTasksAreDoneAllTheSame() {
    Shard shard =
        new Shard(
            task -> {
              throw new RejectedExecutionException("stopped, for this test");
            });
    List<String> done = new ArrayList<>();

    shard.execute(
        () -> {
          shard.execute(() -> done.add("second"));
          done.add("first");
        });

    assertThat(done).containsExactly("first", "second");
  }

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, OutOfMemoryError.class})
  void whenAWorkerCannotBeHadTheTasksAreDoneAllTheSameAndTheShardLivesOn(
      Class<? extends Throwable> why) {
    AtomicInteger asked = new AtomicInteger();
    Shard shard =
        new Shard(
            task -> {
              if (asked.incrementAndGet() == 1) {
                if (why == OutOfMemoryError.class) {
                  throw new OutOfMemoryError("no native thread, for this test");
                }
                throw new IllegalStateException("no thread, for this test");
              }
              task.run();
            });
    List<String> done = new ArrayList<>();

    shard.execute(() -> done.add("without"));
    shard.execute(() -> done.add("with"));

    assertThat(done).containsExactly("without", "with");
    assertThat(asked).hasValue(2);
  }

  @Test
  void aShardWithoutWorkHoldsNoWorker() {
    Shard shard = new Shard(workers);

    for (int i = 0; i < 100; i++) {
      CompletableFuture.runAsync(() -> {}, shard).join();
    }

    var pool = (java.util.concurrent.ThreadPoolExecutor) workers;
    await().until(() -> pool.getActiveCount() == 0);
  }
}
