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
import org.fanfare.encoding.WireFormat;
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
    return new WireFormat<>(name, p -> p.message().text() + end, encoded -> 1000);
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
    long messages = budget.used();

    together(() -> encodeAll(log));

    assertThat(plain.encodings()).isEqualTo(2000);
    assertThat(loud.encodings()).isEqualTo(2000);
    assertThat(budget.used()).isEqualTo(messages + 2000 * 2000L);
  }

  @Test
  void whoAsksWhileItIsBeingEncodedWaitsForThatForm() throws Exception {
    Publication publication = Logs.log(10, budget).append(Message.text("hello"), 1);
    AtomicReference<Thread> second = new AtomicReference<>();
    AtomicReference<String> seconds = new AtomicReference<>();
    AtomicReference<WireFormat<Publication, String>> itself = new AtomicReference<>();
    WireFormat<Publication, String> slow =
        new WireFormat<>(
            "slow",
            source -> {
              Thread asks = new Thread(() -> seconds.set(source.encoded(itself.get())));
              if (second.compareAndSet(null, asks)) {
                asks.start();
                await().until(() -> asks.getState() == BLOCKED || asks.getState() == TERMINATED);
              }
              return source.message().text().concat("!");
            },
            encoded -> 1);
    itself.set(slow);

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

  @Test
  void aFormForWhichThereIsNoMemoryIsGivenWithoutBeingKept() {
    LogBudget narrow = new LogBudget(500);
    GroupLog log = Logs.log(10, narrow);
    Publication publication = log.append(Message.text("hello"), 1);
    long alone = narrow.used();

    assertThat(publication.encoded(loud)).isEqualTo("hello!");
    assertThat(publication.encoded(loud)).isEqualTo("hello!");

    assertThat(loud.encodings()).isEqualTo(2);
    assertThat(narrow.used()).isEqualTo(alone);
  }

  @Test
  void formsAreForgottenWithoutLosingThePublications() {
    GroupLog log = Logs.log(10, budget);
    Publication publication = log.append(Message.text("hello"), 1);
    long alone = log.held();
    publication.encoded(plain);
    publication.encoded(loud);

    log.forgetForms();

    assertThat(log.held()).isEqualTo(alone).isEqualTo(budget.used());
    assertThat(log.read(0, 1, 1000).slice().publications()).containsExactly(publication);
    assertThat(publication.encoded(loud)).isEqualTo("hello!");
    assertThat(log.held()).isEqualTo(alone + 1000);
  }

  @Test
  void nothingIsAppendedWhereAllLogsTogetherHaveNoRoom() {
    LogBudget narrow = new LogBudget(2 * Publication.OVERHEAD + 20);
    GroupLog log = Logs.log(10, narrow);
    log.append(Message.text("1"), 1);
    log.append(Message.text("2"), 1);

    assertThat(log.append(Message.text("3"), 1)).isNull();

    assertThat(log.head()).isEqualTo(2);
    assertThat(log.size()).isEqualTo(2);
  }

  @Test
  void aLogAtItsOwnBoundGivesUpItsOldestForTheNext() {
    LogBudget narrow = new LogBudget(2 * Publication.OVERHEAD + 20);
    GroupLog log = Logs.log(2, narrow);
    log.append(Message.text("1"), 1);
    log.append(Message.text("2"), 1);

    assertThat(log.append(Message.text("3"), 1).offset()).isEqualTo(3);

    assertThat(log.oldest()).isEqualTo(2);
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
