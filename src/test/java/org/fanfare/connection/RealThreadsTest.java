package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.layer.LateLayer;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Receipt;
import org.fanfare.layer.Start;
import org.fanfare.log.GroupPolicy;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws hold with real threads, outlets that finish on others, and a layer that is late. */
@Law({1, 2, 3})
final class RealThreadsTest {
  private static final GroupName GROUP = new GroupName("demo.board");
  private static final GroupPolicy SMALL = Policies.count(50);

  private final ExecutorService workers = Executors.newFixedThreadPool(3);
  private final ExecutorService network = Executors.newFixedThreadPool(3);

  @AfterEach
  void stop() {
    workers.shutdownNow();
    network.shutdownNow();
  }

  /** Finishes each write on another thread, or at once. */
  private final class ThreadedOutlet implements Outlet {
    private final List<Outgoing> written = new ArrayList<>(); // used on the shard alone
    private final AtomicInteger outstanding = new AtomicInteger();
    private final AtomicInteger overlaps = new AtomicInteger();

    @Override
    public long write(Outgoing outgoing, Written done) {
      overlaps.addAndGet(outstanding.getAndIncrement());
      written.add(outgoing);
      Runnable finish =
          () -> {
            outstanding.decrementAndGet();
            done.done(true);
          };
      if (ThreadLocalRandom.current().nextInt(3) == 0) {
        finish.run();
      } else {
        network.execute(finish);
      }
      return 10;
    }

    @Override
    public void close(Ended reason) {}
  }

  @ParameterizedTest(name = "late layer: {0}")
  @ValueSource(booleans = {false, true})
  void everyClientIsToldEverythingOrTheGapInOrder(boolean late) {
    LayerRig memory = MemoryRigs.rig(SMALL);
    LayerRig rig =
        late
            ? new LayerRig(
                new LateLayer(memory.layer(), network, 3), memory.clock(), memory.sweeper())
            : memory;
    Connections connections =
        new Connections(
            Collections.nCopies(2, workers),
            new ConnectionSettings(
                100,
                1 << 16,
                Duration.ofSeconds(25),
                SocketLimits.replies(100),
                new PendingBounds(1 << 19, 1 << 24),
                Duration.ofSeconds(1)),
            System::nanoTime,
            new Random(1));
    int publications = late ? 300 : 20_000;

    List<ThreadedOutlet> outlets = new ArrayList<>();
    List<ClientConnection> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ThreadedOutlet outlet = new ThreadedOutlet();
      ClientConnection connection =
          connections.connect(
              ConnectionProfile.STREAM, outlet, new ConnectionTimes(Duration.ofSeconds(25), null));
      Reader reader =
          LayerRig.done(
              rig.layer().open(GROUP, new Start.Now(), connection.shard(), connection::drain));
      connection.start(List.of(reader), null);
      outlets.add(outlet);
      all.add(connection);
    }
    CompletableFuture<Receipt> last =
        CompletableFuture.supplyAsync(
            () ->
                IntStream.rangeClosed(1, publications)
                    .mapToObj(i -> publish(rig, i))
                    .reduce((x, y) -> y)
                    .orElseThrow());
    long head = LayerRig.answer(last).offset();

    for (int i = 0; i < outlets.size(); i++) {
      ThreadedOutlet outlet = outlets.get(i);
      ClientConnection connection = all.get(i);
      await().until(() -> at(connection) == head && outlet.outstanding.get() == 0);
      Transcript transcript =
          CompletableFuture.supplyAsync(() -> new Transcript(outlet.written), connection.shard())
              .join();
      transcript.toldUpTo(GROUP, head);
      assertThat(transcript.publications() + transcript.missed()).isEqualTo(publications);
      assertThat(outlet.overlaps).hasValue(0);
    }
  }

  private static Receipt publish(LayerRig rig, int number) {
    return rig.publish(GROUP, Message.text(Integer.toString(number)));
  }

  private static long at(ClientConnection connection) {
    return CompletableFuture.supplyAsync(
            () -> connection.cursor().in(GROUP).map(p -> p.offset()).orElse(0L), connection.shard())
        .join();
  }
}
