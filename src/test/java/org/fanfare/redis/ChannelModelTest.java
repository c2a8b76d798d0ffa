package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.fanfare.LogCapture;
import org.fanfare.gate.Law;
import org.fanfare.redis.ChannelModel.End;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to nodes and to the store, a message whose send is done is in the mailbox once,
 * one whose send is refused or has certainly failed is not, and what was done first comes first
 * (R18).
 */
@Law({4, 7})
final class ChannelModelTest {
  /** How many seeds are enough in the quick gate, and in the full matrix. */
  private static final int SEEDS = Boolean.getBoolean("wire.full") ? 5000 : 200;

  private record Run(long seed, List<String> broken, long done, long notDone, long unknown) {
    static Run of(long seed) {
      ChannelModel model = new ChannelModel(seed);
      return new Run(
          seed,
          model.run(),
          model.count(End.DONE),
          model.count(End.NOT_DONE),
          model.count(End.UNKNOWN));
    }
  }

  @Test
  void everySendEndsAsItsSenderWasTold() {
    List<Run> runs;
    try (LogCapture told = new LogCapture(NodeLease.class.getName())) {
      runs = LongStream.range(0, SEEDS).parallel().mapToObj(Run::of).toList();
      assertThat(told.lines()).allMatch(line -> line.startsWith("WARNING The lease of this node"));
    }

    assertThat(runs.stream().filter(run -> !run.broken.isEmpty())).isEmpty();
    assertThat(runs.stream().mapToLong(Run::done).sum()).isGreaterThan(50L * SEEDS);
    assertThat(runs.stream().mapToLong(Run::notDone).sum()).isGreaterThan(SEEDS);
    assertThat(runs.stream().mapToLong(Run::unknown).sum()).isGreaterThan(SEEDS);
  }
}
