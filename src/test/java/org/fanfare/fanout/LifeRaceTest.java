package org.fanfare.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.fanfare.gate.Law;
import org.fanfare.layer.Batch;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.log.Epoch;
import org.fanfare.log.Gap;
import org.fanfare.log.GroupLog;
import org.fanfare.log.LogBudget;
import org.fanfare.log.Position;
import org.fanfare.log.Publication;
import org.fanfare.log.Reading;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The claim: wherever in a round a life ends, its reader reaches the last life by itself. It is
 * given the publications of a life without holes, and before those of another life a gap that
 * begins at the offset after the last one that it was given.
 */
@Law({1, 2, 3})
final class LifeRaceTest {
  private static final GroupName GROUP = new GroupName("demo.board");
  private static final int LIVES = 2_000;
  private static final int MANY = 1000;
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final LogBudget budget = new LogBudget(1 << 30);
  private final List<String> wrong = new CopyOnWriteArrayList<>();
  private volatile Position at = new Position(new Epoch(0), 0); // written on the executor

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void aReaderFollowsEveryLifeHoweverItsEndAndARoundMeet() {
    Random random = new Random(1);
    GroupLog log = log(0);
    GroupFanOut fan = new GroupFanOut(GROUP, log);
    AtomicReference<Reader> reader = new AtomicReference<>();
    reader.set(
        fan.open(new Start.Now(), executor, batch -> readAll(reader.get(), batch), () -> {}));

    for (int life = 1; life <= LIVES; life++) {
      for (int i = random.nextInt(4); i > 0; i--) {
        log.append(Message.text("x"), 1);
        fan.wake();
      }
      log = log(life);
      fan.begin(log);
    }
    log.append(Message.text("the last"), 1);
    fan.wake();

    assertThat(isReached(new Position(log.epoch(), 1))).as("the last life is reached").isTrue();
    assertThat(wrong).isEmpty();
  }

  private GroupLog log(long epoch) {
    return new GroupLog(GROUP, new Epoch(epoch), Policies.count(100), budget);
  }

  private void readAll(Reader reader, Batch batch) {
    Position now = at;
    for (Reading reading = reader.read(batch, Long.MAX_VALUE, MANY);
        !reading.isEmpty();
        reading = reader.read(batch, Long.MAX_VALUE, MANY)) {
      check(now, reading, reader.position());
      now = reader.position();
    }
    at = now;
  }

  private void check(Position before, Reading reading, Position after) {
    Gap gap = reading.gap();
    boolean another = !after.epoch().equals(before.epoch());
    if (another != (gap != null)
        || (gap != null && (gap.first() != before.offset() + 1 || gap.last() != null))) {
      wrong.add("%s from %s to %s".formatted(gap, before, after));
    }
    if (reading.slice() != null) {
      long next = another ? reading.slice().first().offset() : before.offset() + 1;
      for (Publication publication : reading.slice().publications()) {
        if (publication.offset() != next++
            || !publication.position().epoch().equals(after.epoch())) {
          wrong.add("%s after %s".formatted(publication.position(), before));
        }
      }
    }
  }

  private boolean isReached(Position last) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!at.equals(last) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    return at.equals(last);
  }
}
