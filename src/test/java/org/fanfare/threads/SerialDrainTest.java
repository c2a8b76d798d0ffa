package org.fanfare.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One thread works at a time, nobody waits for it, and nothing that was left is forgotten. */
final class SerialDrainTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** Takes tasks, and does them in rounds. */
  private static final class Tasks extends SerialDrain {
    final Queue<Runnable> left = new ConcurrentLinkedQueue<>();
    int rounds; // not safe for several threads, on purpose

    void give(Runnable task) {
      left.add(task);
      turn();
    }

    @Override
    protected void round() {
      rounds++;
      for (Runnable task = left.poll(); task != null; task = left.poll()) {
        task.run();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverThreadsMeetAllIsDoneByOneAtATime(long seed) {
    Tasks tasks = new Tasks();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger overlaps = new AtomicInteger();
    int[] done = new int[4]; // not safe for several threads, on purpose
    List<CompletableFuture<Void>> givers =
        IntStream.range(0, done.length)
            .mapToObj(
                giver ->
                    CompletableFuture.runAsync(
                        () -> {
                          Random random = new Random(seed + 100L * giver);
                          for (int i = 0; i < 5000; i++) {
                            tasks.give(
                                () -> {
                                  overlaps.addAndGet(inside.getAndIncrement());
                                  done[giver]++;
                                  inside.decrementAndGet();
                                });
                            for (int pause = random.nextInt(50); pause > 0; pause--) {
                              Thread.onSpinWait();
                            }
                          }
                        },
                        threads))
            .toList();

    givers.forEach(CompletableFuture::join);

    assertThat(overlaps).hasValue(0);
    assertThat(done).containsOnly(5000);
    assertThat(tasks.left).isEmpty();
  }

  @Test
  void whoComesFromInsideGoesNoDeeper() {
    Tasks tasks = new Tasks();
    List<String> order = new ArrayList<>();

    tasks.give(
        () -> {
          tasks.give(() -> order.add("second"));
          order.add("first");
        });

    assertThat(order).containsExactly("first", "second");
  }

  @Test
  void whoComesWhileAnotherIsInsideDoesNotWaitAndTheOtherLooksAgain() {
    Tasks tasks = new Tasks();
    List<String> order = new ArrayList<>();

    tasks.give(
        () -> {
          tasks.left.clear(); // this round sees nothing more
          CompletableFuture.runAsync(tasks::turn, threads).join();
          order.add("he did not wait");
        });

    assertThat(order).containsExactly("he did not wait");
    assertThat(tasks.rounds).isEqualTo(2);
  }

  @Test
  void aRoundThatFailsIsToldOfAndEndsNothingForTheOthers() {
    Tasks tasks = new Tasks();
    List<String> order = new ArrayList<>();

    assertThatThrownBy(
            () ->
                tasks.give(
                    () -> {
                      tasks.give(() -> order.add("who came meanwhile"));
                      throw new IllegalStateException("for this test");
                    }))
        .hasMessage("for this test");
    tasks.give(() -> order.add("who comes later"));

    assertThat(order).containsExactly("who came meanwhile", "who comes later");
  }
}
