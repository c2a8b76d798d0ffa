package org.fanfare.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.fanfare.gate.Law;
import org.fanfare.layer.Batch;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.log.Reading;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The claim: wherever in a round a publication falls, the reader is given it without another one
 * having to follow.
 */
@Law(2)
final class WakeRaceTest {
  private static final GroupName GROUP = new GroupName("demo.board");
  private static final int ROUNDS = 10_000;
  private static final int MANY = 1000;
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void aPublicationThatFallsIntoARoundIsReadWithoutAnother() {
    LayerRig rig = MemoryRigs.rig(Policies.count(10));
    AtomicReference<Reader> reader = new AtomicReference<>();
    AtomicLong read = new AtomicLong();
    reader.set(
        LayerRig.done(
            rig.layer()
                .open(
                    GROUP,
                    new Start.Now(),
                    executor,
                    batch -> read.set(readAll(reader.get(), batch)))));

    for (int round = 1; round <= ROUNDS; round++) {
      rig.publish(GROUP, "begins a round");
      for (int i = round % 64; i > 0; i--) {
        Thread.onSpinWait();
      }
      long last = rig.publish(GROUP, "falls into it, or next to it").offset();
      assertThat(isReached(read, last)).as("offset " + last + " is read").isTrue();
    }
  }

  private static long readAll(Reader reader, Batch batch) {
    Reading reading = reader.read(batch, Long.MAX_VALUE, MANY);
    while (!reading.isEmpty()) {
      reading = reader.read(batch, Long.MAX_VALUE, MANY);
    }
    return reader.position().offset();
  }

  private static boolean isReached(AtomicLong read, long offset) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (read.get() < offset && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    return read.get() >= offset;
  }
}
