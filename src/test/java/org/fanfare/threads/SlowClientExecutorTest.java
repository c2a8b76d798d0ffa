package org.fanfare.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Law 5: a client that a write waits for is written to by threads that nobody else needs. */
final class SlowClientExecutorTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // a ticker may wrap
  private final List<String> who = new ArrayList<>();
  private final SlowClientExecutor lane =
      new SlowClientExecutor(write -> by("shard", write), write -> by("worker", write), nanos::get);

  private void by(String thread, Runnable write) {
    who.add(thread);
    write.run();
  }

  @Test
  void theShardWritesToAClientThatReads() {
    write(Duration.ZERO);
    write(SlowClientExecutor.LONG);
    write(Duration.ofMillis(1));

    assertThat(who).containsExactly("shard", "shard", "shard");
  }

  @Test
  void afterAWriteThatWaitedWorkersWrite() {
    write(SlowClientExecutor.LONG.plusNanos(1));
    write(Duration.ZERO);
    write(SlowClientExecutor.STUCK);
    write(Duration.ZERO);

    assertThat(who).containsExactly("shard", "worker", "worker", "worker");
  }

  @Test
  void untilSoManyInARowHaveNotWaited() {
    write(SlowClientExecutor.STUCK);
    writes(SlowClientExecutor.PROBATION - 1);
    write(SlowClientExecutor.STUCK);
    writes(SlowClientExecutor.PROBATION);
    assertThat(who.subList(1, who.size())).containsOnly("worker");

    write(Duration.ZERO);

    assertThat(who).endsWith("worker", "shard");
  }

  @Test
  void whoseWriteWasStuckIsNotWrittenToByAShardAgain() {
    write(SlowClientExecutor.STUCK.plusNanos(1));
    writes(10 * SlowClientExecutor.PROBATION);
    write(SlowClientExecutor.LONG.plusNanos(1));
    writes(10 * SlowClientExecutor.PROBATION);

    assertThat(who.subList(1, who.size())).containsOnly("worker");
  }

  private void writes(int count) {
    for (int i = 0; i < count; i++) {
      write(Duration.ZERO);
    }
  }

  private void write(Duration lasting) {
    lane.execute(() -> nanos.addAndGet(lasting.toNanos()));
  }
}
