package org.fanfare.log;

import static java.lang.Thread.State.BLOCKED;
import static java.lang.Thread.State.TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.fanfare.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A publication is encoded once for each wire format, and what that takes is accounted for. */
final class EncodedOnceTest {
  private static final int THREADS = 6;

  private final WireFormat<Publication, String> plain = format("plain", "");
  private final WireFormat<Publication, String> loud = format("loud", "!");
  private final LogBudget budget = new LogBudget(Long.MAX_VALUE);
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  private static WireFormat<Publication, String> format(String name, String end) {
    return new WireFormat<>(name) {
      @Override
      protected String encode(Publication publication) {
        return publication.message().text() + end;
      }

      @Override
      protected long weigh(String encoded) {
        return 1000;
      }
    };
  }

  static java.util.stream.LongStream seeds() {
    return java.util.stream.LongStream.range(0, 10);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void whoeverAsksIsGivenTheSameForm() {
    Publication publication = Logs.log(10, budget).append(Message.text("hello"), 1);

    String first = publication.encoded(loud);

    assertThat(first).isEqualTo("hello!");
    assertThat(publication.encoded(loud)).isSameAs(first);
    assertThat(publication.encoded(plain)).isEqualTo("hello");
    assertThat(loud.encodings()).isEqualTo(1);
    assertThat(plain.encodings()).isEqualTo(1);
  }

  @Test
  void manyThreadsThatAskAtOnceCauseOneEncodingForEachPublicationAndFormat() throws Exception {
    GroupLog log = Logs.log(2000, budget);
    for (int i = 0; i < 2000; i++) {
      log.append(Message.text("m" + i), i);
    }

    together(() -> encodeAll(log));

    assertThat(plain.encodings()).isEqualTo(2000);
    assertThat(loud.encodings()).isEqualTo(2000);
    assertThat(budget.used()).isEqualTo(weightOf(2000, log));
  }

  private static long weightOf(int publications, GroupLog log) {
    long messages =
        log.read(0, log.head(), Long.MAX_VALUE).slice().publications().stream()
            .mapToLong(Publication::weight)
            .sum();
    return messages + publications * 2000L;
  }

  @Test
  void whoAsksWhileItIsBeingEncodedWaitsForThatForm() throws Exception {
    Publication publication = Logs.log(10, budget).append(Message.text("hello"), 1);
    AtomicReference<Thread> second = new AtomicReference<>();
    AtomicReference<String> seconds = new AtomicReference<>();
    WireFormat<Publication, String> slow =
        new WireFormat<>("slow") {
          @Override
          protected String encode(Publication source) {
            Thread asks = new Thread(() -> seconds.set(source.encoded(this)));
            if (second.compareAndSet(null, asks)) {
              asks.start();
              await().until(() -> asks.getState() == BLOCKED || asks.getState() == TERMINATED);
            }
            return source.message().text().concat("!");
          }

          @Override
          protected long weigh(String encoded) {
            return 1;
          }
        };

    String first = publication.encoded(slow);
    second.get().join(10_000);

    assertThat(seconds.get()).isSameAs(first);
    assertThat(slow.encodings()).isEqualTo(1);
  }

  @Test
  void aFormIsCountedUntilItsPublicationIsLetGo() {
    GroupLog log = Logs.log(10, budget);
    Publication publication = log.append(Message.text("hello"), 1);
    long alone = budget.used();

    publication.encoded(plain);
    assertThat(budget.used()).isEqualTo(alone + 1000);

    log.trimOldest();
    assertThat(budget.used()).isZero();
    publication.encoded(loud);
    assertThat(budget.used()).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theBudgetIsZeroAfterEverythingIsLetGoAlsoWhenEncodingsRaceWithTrimming(long seed)
      throws Exception {
    GroupLog log = Logs.log(2000, budget);
    for (int i = 0; i < 2000; i++) {
      log.append(Message.text("m" + i + seed), i);
    }

    Future<?> trimming =
        threads.submit(
            () -> {
              while (log.trimOldest()) {
                Thread.onSpinWait();
              }
            });
    together(() -> encodeAll(log));
    trimming.get(10, TimeUnit.SECONDS);

    assertThat(log.size()).isZero();
    assertThat(budget.used()).isZero();
  }

  private void encodeAll(GroupLog log) {
    long after = 0;
    for (Reading reading = log.read(after, log.head(), 200);
        !reading.isEmpty();
        reading = log.read(after, log.head(), 200)) {
      after = reading.gap() == null ? after : reading.gap().last();
      if (reading.slice() != null) {
        reading.slice().publications().forEach(p -> p.encoded(plain));
        reading.slice().publications().forEach(p -> p.encoded(loud));
        after = reading.slice().last().offset();
      }
    }
  }

  private void together(Runnable task) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS - 1);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < THREADS - 1; i++) {
      running.add(
          threads.submit(
              () -> {
                start.await();
                task.run();
                return null;
              }));
    }
    for (Future<?> run : running) {
      run.get(10, TimeUnit.SECONDS);
    }
  }
}
