package org.fanfare.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Heartbeats and bounds are looked at again and again, whatever happens to one look. */
final class TimersTest {
  private static final Duration INTERVAL = Duration.ofMillis(20);

  private final MadeThreads container = new MadeThreads();
  private final Queue<Thread> made = container.all();
  private final Timers timers = new Timers(new NamedThreads(container));

  @AfterEach
  void end() {
    timers.close();
  }

  @Test
  void whatAClockThatWasHeldUpHasMissedIsNotMadeUpFor() {
    Queue<Long> begun = new ConcurrentLinkedQueue<>();
    CompletableFuture<Void> held = new CompletableFuture<>();
    timers.every(
        INTERVAL,
        () -> {
          begun.add(System.nanoTime());
          held.join();
        });
    await().until(() -> begun.size() == 1);
    long missed = System.nanoTime() + 10 * INTERVAL.toNanos();
    await().until(() -> System.nanoTime() - missed > 0);
    long goesOn = System.nanoTime();

    held.complete(null);

    await().until(() -> begun.size() > 2);
    Long[] times = begun.toArray(Long[]::new);
    assertThat(times[1] - goesOn).isGreaterThanOrEqualTo(INTERVAL.toNanos());
    assertThat(times[2] - times[1]).isGreaterThanOrEqualTo(INTERVAL.toNanos());
  }

  @Test
  void aTaskThatFailsIsRunAgain() {
    Queue<Thread> ran = new ConcurrentLinkedQueue<>();
    IllegalStateException failure = new IllegalStateException("made by this test");
    failure.setStackTrace(new StackTraceElement[0]); // it is told in the log, many times

    timers.every(
        INTERVAL,
        () -> {
          ran.add(Thread.currentThread());
          throw failure;
        });

    await().until(() -> ran.size() > 2);
    assertThat(ran).containsOnly(made.element());
    assertThat(made).singleElement().extracting(Thread::getName).isEqualTo("fanfare-clock");
  }

  @Test
  void itsThreadEndsWithIt() {
    timers.every(INTERVAL, () -> {});
    await().until(() -> !made.isEmpty());

    timers.close();

    await().until(() -> made.stream().noneMatch(Thread::isAlive));
  }
}
