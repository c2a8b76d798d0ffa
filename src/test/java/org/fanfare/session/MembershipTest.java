package org.fanfare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.ConnectionProfile;
import org.fanfare.connection.ConnectionSettings;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Connections;
import org.fanfare.connection.PendingBounds;
import org.fanfare.connection.SocketLimits;
import org.fanfare.layer.LateLayer;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Policies;
import org.fanfare.log.Cursor;
import org.fanfare.log.Position;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection reads is what was asked for last, however late the layer answers. */
final class MembershipTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final GroupName GROUP = new GroupName("a");
  private static final GroupName LAST = new GroupName("last");

  private final ExecutorService network = Executors.newFixedThreadPool(4);
  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  private final LayerRig rig = MemoryRigs.rig(Policies.ROOMY);

  @AfterEach
  void end() {
    network.shutdownNow();
    workers.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whoIsAddedAndRemovedAtOnceDoesNotStay(long seed) {
    ClientConnection connection = connection();
    Membership membership =
        new Membership(
            connection,
            new Subscriptions(new LateLayer(rig.layer(), network, seed)),
            problem -> {});
    Position now = rig.publish(GROUP, "before").position();
    Position last = rig.publish(LAST, "before").position();

    for (int i = 0; i < 5; i++) {
      membership.added(GROUP, now);
      membership.removed(GROUP);
    }
    membership.added(LAST, last);

    await().until(() -> cursor(connection).in(LAST).isPresent());
    assertThat(cursor(connection)).isEqualTo(Cursor.of(LAST, cursor(connection).in(LAST).get()));
    assertThat(rig.layer().statistics().readers()).isEqualTo(1);
  }

  private ClientConnection connection() {
    ClientConnection connection =
        new Connections(
                List.of(workers),
                new ConnectionSettings(
                    1, 1000, HOUR, SocketLimits.replies(100), new PendingBounds(1000, 1000), HOUR),
                System::nanoTime,
                new Random(1))
            .connect(ConnectionProfile.FRAMED, new NoOutlet(), new ConnectionTimes(HOUR, null));
    connection.start(List.of(), null);
    return connection;
  }

  private static Cursor cursor(ClientConnection connection) {
    return CompletableFuture.supplyAsync(connection::cursor, connection.shard()).join();
  }
}
