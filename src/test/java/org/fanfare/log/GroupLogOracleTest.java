package org.fanfare.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.fanfare.gate.Law;
import org.fanfare.message.Message;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A log does, whatever is done to it, what a list would that is searched from its beginning. */
@Law({1, 2})
final class GroupLogOracleTest {
  private record Kept(long offset, long time, int size) {}

  private record Told(List<Long> gap, List<Long> offsets) {}

  private final Deque<Kept> oracle = new ArrayDeque<>();
  private long head;

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void itKeepsWhatTheBoundsAllowAndReadsExactlyThat(long seed) {
    keepsAndReads(new Random(seed), seed, 0);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aCopyThatBeginsAnywhereAndLacksRangesDoesSoToo(long seed) {
    Random random = new Random(seed);
    head = random.nextInt(1000);
    keepsAndReads(random, seed, 40);
  }

  /**
   * @param mostMissing the most offsets that are left out at one time
   */
  private void keepsAndReads(Random random, long seed, int mostMissing) {
    GroupPolicy policy =
        Logs.policy(
            1 + random.nextInt(70),
            1 + random.nextInt(20_000),
            Duration.ofMillis(1 + random.nextInt(300)));
    LogBudget budget = new LogBudget(Long.MAX_VALUE);
    GroupLog log = new GroupLog(Logs.GROUP, new Epoch(seed), policy, budget, head);
    long now = 1_000_000;

    for (int step = 0; step < 400; step++) {
      now += random.nextInt(20);
      act(random, log, policy, now, mostMissing);

      assertThat(log.head()).isEqualTo(head);
      assertThat(log.oldest()).isEqualTo(oracle.isEmpty() ? head + 1 : oracle.peek().offset());
      assertThat(log.size()).isEqualTo(oracle.isEmpty() ? 0 : head - oracle.peek().offset() + 1);
      assertThat(budget.used()).isEqualTo(bytes());
      long after = random.nextLong(head + 1);
      long limit = after + random.nextLong(head - after + 1);
      long maxBytes = 1L + random.nextInt(900);
      assertThat(told(log.read(after, limit, maxBytes)))
          .isEqualTo(expected(after, limit, maxBytes));
    }

    clear(log);
    assertThat(budget.used()).isZero();
  }

  private void act(Random random, GroupLog log, GroupPolicy policy, long now, int mostMissing) {
    int choice = random.nextInt(100);
    if (choice < 85) {
      int size = random.nextInt(600);
      Message message = Message.text("x".repeat(size));
      if (mostMissing > 0 && random.nextInt(10) == 0) {
        leaveOut(log, policy, 1 + random.nextInt(mostMissing));
        return;
      }
      if (mostMissing == 0) {
        log.append(message, now);
        head++;
      } else {
        head += 1 + (random.nextInt(5) == 0 ? random.nextInt(mostMissing) : 0);
        log.append(head, now, message);
      }
      oracle.add(new Kept(head, now, size));
      while (head - oracle.peek().offset() >= policy.count()
          || (oracle.size() > 1 && bytes() > policy.bytes())) {
        oracle.remove();
      }
    } else if (choice < 94) {
      log.trimAged(now);
      oracle.removeIf(k -> k.time() <= now - policy.age().toMillis());
    } else if (choice < 99) {
      assertThat(log.trimOldest()).isEqualTo(oracle.poll() != null);
    } else {
      clear(log);
      oracle.clear();
    }
  }

  private void leaveOut(GroupLog log, GroupPolicy policy, int number) {
    head += number;
    log.leaveOut(head);
    oracle.removeIf(k -> head - k.offset() >= policy.count());
  }

  private static void clear(GroupLog log) {
    while (log.size() > 0) {
      log.trimOldest();
    }
  }

  private long bytes() {
    return oracle.stream().mapToLong(k -> k.size() + Publication.OVERHEAD).sum();
  }

  private Told expected(long after, long limit, long maxBytes) {
    List<Long> offsets = new ArrayList<>();
    long bytes = 0;
    for (Kept kept : oracle) {
      if (kept.offset() > after && kept.offset() <= limit) {
        bytes += kept.size();
        boolean follows =
            !offsets.isEmpty() && offsets.get(offsets.size() - 1) == kept.offset() - 1;
        if (!offsets.isEmpty() && (bytes > maxBytes || !follows)) {
          break;
        }
        offsets.add(kept.offset());
      }
    }
    long oldest = oracle.isEmpty() ? head + 1 : oracle.peek().offset();
    long missedTo = offsets.isEmpty() ? missingTo(after, limit, oldest) : offsets.get(0) - 1;
    return new Told(missedTo > after ? List.of(after + 1, missedTo) : List.of(), offsets);
  }

  /** Where what nobody has ends, if nothing that is kept lies between {@code after} and limit. */
  private long missingTo(long after, long limit, long oldest) {
    boolean isMissing = limit > after && after + 1 >= oldest;
    long next =
        oracle.stream().mapToLong(Kept::offset).filter(o -> o > after).min().orElse(head + 1);
    return isMissing ? next - 1 : oldest - 1;
  }

  private static Told told(Reading reading) {
    Gap gap = reading.gap();
    Slice slice = reading.slice();
    return new Told(
        gap == null ? List.of() : List.of(gap.first(), gap.last()),
        slice == null
            ? List.of()
            : slice.publications().stream().map(Publication::offset).toList());
  }
}
