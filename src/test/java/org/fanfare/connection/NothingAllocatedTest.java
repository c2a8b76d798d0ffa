package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Start;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.fanfare.threads.Workers;
import org.junit.jupiter.api.Test;

/** A delivery costs no memory: what is allocated does not grow with who reads. */
final class NothingAllocatedTest {
  private static final GroupName GROUP = new GroupName("demo.board");
  private static final int MESSAGES = 200;
  private static final int FEW = 10;
  private static final int MANY = 510;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private long written;

  private final Outlet outlet =
      new Outlet() {
        @Override
        public long write(Outgoing outgoing, Written done) {
          written++;
          done.done(true);
          return 100;
        }

        @Override
        public void close(Ended reason) {}
      };

  @Test
  void whatAPublicationAllocatesIsTheSameForTenReadersAndForFiveHundred() {
    allocated(FEW); // classes are loaded, and what grows once has grown

    long few = allocated(FEW);
    long many = allocated(MANY);

    assertThat(written).isGreaterThanOrEqualTo((long) MANY * MESSAGES);
    long more = (long) (MANY - FEW) * MESSAGES;
    assertThat(1.0 * (many - few) / more).as("bytes for each delivery").isLessThan(0.5);
  }

  private long allocated(int readers) {
    Workers workers = new Workers();
    LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
    Connections connections =
        new Connections(
            List.of(workers),
            new ConnectionSettings(
                2 * MANY,
                1 << 16,
                Duration.ofSeconds(25),
                SocketLimits.replies(10),
                new PendingBounds(1 << 19, 1 << 24),
                Duration.ofSeconds(1)),
            System::nanoTime,
            new Random(1));
    for (int i = 0; i < readers; i++) {
      ClientConnection connection =
          connections.connect(
              ConnectionProfile.BARE, outlet, new ConnectionTimes(Duration.ofSeconds(25), null));
      connection.start(
          List.of(
              LayerRig.done(
                  memory
                      .layer()
                      .open(GROUP, new Start.Now(), connection.shard(), connection::drain))),
          null);
    }
    workers.run();
    memory.publish(GROUP, "the first");
    workers.run();

    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < MESSAGES; i++) {
      memory.publish(GROUP, "hello");
      workers.run();
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
