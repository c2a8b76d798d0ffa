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
    Random random = new Random(seed);
    GroupPolicy policy =
        Logs.policy(
            1 + random.nextInt(70),
            1 + random.nextInt(20_000),
            Duration.ofMillis(1 + random.nextInt(300)));
    LogBudget budget = new LogBudget(Long.MAX_VALUE);
    GroupLog log = new GroupLog(Logs.GROUP, new Epoch(seed), policy, budget);
    long now = 1_000_000;

    for (int step = 0; step < 400; step++) {
      now += random.nextInt(20);
      act(random, log, policy, now);

      assertThat(log.head()).isEqualTo(head);
      assertThat(log.oldest()).isEqualTo(oracle.isEmpty() ? head + 1 : oracle.peek().offset());
      assertThat(log.size()).isEqualTo(oracle.size());
      assertThat(budget.used()).isEqualTo(bytes());
      long after = random.nextLong(head + 1);
      long limit = after + random.nextLong(head - after + 1);
      long maxBytes = 1L + random.nextInt(900);
      assertThat(told(log.read(after, limit, maxBytes)))
          .isEqualTo(expected(after, limit, maxBytes));
    }

    log.clear();
    assertThat(budget.used()).isZero();
  }

  private void act(Random random, GroupLog log, GroupPolicy policy, long now) {
    int choice = random.nextInt(100);
    if (choice < 85) {
      int size = random.nextInt(600);
      log.append(Message.text("x".repeat(size)), now);
      oracle.add(new Kept(++head, now, size));
      while (oracle.size() > policy.count() || (oracle.size() > 1 && bytes() > policy.bytes())) {
        oracle.remove();
      }
    } else if (choice < 94) {
      log.trimAged(now);
      oracle.removeIf(k -> k.time() <= now - policy.age().toMillis());
    } else if (choice < 99) {
      assertThat(log.trimOldest()).isEqualTo(oracle.poll() != null);
    } else {
      log.clear();
      oracle.clear();
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
        if (!offsets.isEmpty() && bytes > maxBytes) {
          break;
        }
        offsets.add(kept.offset());
      }
    }
    long oldest = oracle.isEmpty() ? head + 1 : oracle.peek().offset();
    long missedTo = offsets.isEmpty() ? oldest - 1 : offsets.get(0) - 1;
    return new Told(missedTo > after ? List.of(after + 1, missedTo) : List.of(), offsets);
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
