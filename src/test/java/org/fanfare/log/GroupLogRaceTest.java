package org.fanfare.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fanfare.gate.Law;
import org.fanfare.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The claim: while others append and trim, a reader that takes no lock sees each offset exactly
 * once or within a gap, in order, each publication whole.
 */
@Law({1, 2})
final class GroupLogRaceTest {
  private static final int PUBLICATIONS = 100_000;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** With 16 every slot of the ring is in use, with 200 it grows meanwhile. */
  @ParameterizedTest(name = "count {0}")
  @ValueSource(ints = {1, 16, 200})
  void aReaderSeesEachOffsetOnceOrWithinAGapInOrder(int count) throws Exception {
    seesEachOffset(count, 0);
  }

  @ParameterizedTest(name = "count {0}")
  @ValueSource(ints = {1, 16, 200})
  void soItDoesInACopyThatLacksSome(int count) throws Exception {
    seesEachOffset(count, 7);
  }

  /**
   * @param lacked one of so many is left out, 0 for none
   */
  private void seesEachOffset(int count, int lacked) throws Exception {
    LogBudget budget = new LogBudget(Long.MAX_VALUE);
    GroupLog log = Logs.log(count, budget);
    AtomicBoolean appended = new AtomicBoolean();

    List<Future<Seen>> readers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      long maxBytes = 1L << (6 * i);
      readers.add(threads.submit(reader(log, appended, maxBytes)));
    }
    Future<?> trimmer = threads.submit(() -> trim(log, count / 2 + 1, appended));
    for (int i = 1; i <= PUBLICATIONS; i++) {
      if (lacked == 0 || i % lacked > 0 || i == PUBLICATIONS) {
        log.append(i, i, Message.text(Integer.toString(i)));
      }
    }
    appended.set(true);

    trimmer.get(20, TimeUnit.SECONDS);
    for (Future<Seen> reader : readers) {
      Seen seen = reader.get(20, TimeUnit.SECONDS);
      assertThat(seen.given + seen.missed).isEqualTo(PUBLICATIONS);
      assertThat(seen.given).isPositive();
    }
    while (log.size() > 0) {
      log.trimOldest();
    }
    assertThat(budget.used()).isZero();
  }

  /** Leaves some, so that every reader is given something. */
  private static void trim(GroupLog log, int kept, AtomicBoolean appended) {
    while (!appended.get()) {
      while (log.size() > kept) {
        log.trimOldest();
      }
      Thread.onSpinWait();
    }
  }

  private static final class Seen {
    private long given;
    private long missed;
  }

  private static Callable<Seen> reader(GroupLog log, AtomicBoolean appended, long maxBytes) {
    return () -> {
      Seen seen = new Seen();
      long after = 0;
      while (after < PUBLICATIONS) {
        boolean last = appended.get();
        Reading reading = log.read(after, log.head(), maxBytes);
        assertThat(last && reading.isEmpty()).as("ended at " + after).isFalse();
        after = check(reading, after, seen);
      }
      return seen;
    };
  }

  private static long check(Reading reading, long after, Seen seen) {
    long next = after + 1;
    if (reading.gap() != null) {
      assertThat(reading.gap().first()).isEqualTo(next);
      seen.missed += reading.gap().last() - next + 1;
      next = reading.gap().last() + 1;
    }
    if (reading.slice() != null) {
      for (Publication publication : reading.slice().publications()) {
        if (publication.offset() != next
            || !publication.message().text().equals(Long.toString(next))) {
          throw new AssertionError("expected " + next + ", is " + publication.offset());
        }
        seen.given++;
        next++;
      }
    }
    return next - 1;
  }
}
