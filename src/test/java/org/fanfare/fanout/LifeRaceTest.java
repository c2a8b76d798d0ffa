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
import org.fanfare.log.Slice;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The claim: wherever in a round a life ends, its reader reaches the last life by itself. It is
 * given the publications of a life without holes, and before those of another life a gap that
 * begins at the offset after the last one that it was given. What it misses of a life that is
 * emptied while it reads, because two others have begun meanwhile, is a gap of this life.
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
      if (random.nextInt(4) == 0) { // the life before is emptied at once, perhaps while it is read
        log = log(LIVES + life);
        fan.begin(log);
      }
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
    Slice slice = reading.slice();
    boolean another = !after.epoch().equals(before.epoch());
    long next = before.offset() + 1;
    if (gap != null && !isTrue(gap, next, another)) {
      wrong.add("%s from %s to %s".formatted(gap, before, after));
    } else if (another) {
      next = slice == null ? after.offset() + 1 : slice.first().offset();
      if (gap == null) {
        wrong.add("no gap from %s to %s".formatted(before, after));
      }
    } else if (gap != null) {
      next = gap.last() + 1;
    }
    for (Publication publication : slice == null ? List.<Publication>of() : slice.publications()) {
      if (publication.offset() != next++ || !publication.position().epoch().equals(after.epoch())) {
        wrong.add("%s after %s".formatted(publication.position(), before));
      }
    }
    if (after.offset() != next - 1) {
      wrong.add("%s is not the end of what follows %s".formatted(after, before));
    }
  }

  /**
   * To another life, everything from the next offset on is missing; within one, what was emptied.
   */
  private static boolean isTrue(Gap gap, long next, boolean another) {
    return gap.first() == next
        && (another
            ? gap.last() == null && gap.reason() == Gap.Reason.EPOCH
            : gap.last() != null && gap.reason() == Gap.Reason.RETENTION);
  }

  private boolean isReached(Position last) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!at.equals(last) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    return at.equals(last);
  }
}
