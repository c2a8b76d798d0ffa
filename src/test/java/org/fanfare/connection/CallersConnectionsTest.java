package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.fanfare.gate.Law;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 6: one caller has a share of the connections, over whatever transport. */
@Law(6)
final class CallersConnectionsTest {
  private static final Duration HEARTBEAT = Duration.ofSeconds(25);
  private static final Whose SEVEN = new Whose("address:192.0.2.7", true);
  private static final Whose EIGHT = new Whose("address:192.0.2.8", true);

  private final CallerShares shares =
      new CallerShares(Map.of(Pool.CONNECTIONS, new PoolBounds(2, 3)));
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final Connections connections =
      new Connections(
          List.of((Executor) tasks::add),
          new ConnectionSettings(
              100, 1000, HEARTBEAT, 10, new PendingBounds(1 << 19, 1 << 24), Duration.ZERO),
          shares,
          () -> 0,
          new Random(1));

  static Stream<ConnectionProfile> faces() {
    return Stream.of(
        ConnectionProfile.BARE,
        ConnectionProfile.FRAMED,
        ConnectionProfile.STREAM,
        ConnectionProfile.POLL);
  }

  private ClientConnection connect(ConnectionProfile face, FakeOutlet outlet, Whose whose) {
    ClientConnection connection =
        connections.connect(
            face, outlet, new ConnectionTimes(HEARTBEAT, null), ConnectionOwner.NONE, whose);
    connection.start(List.of(), null);
    run();
    return connection;
  }

  private void run() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  @ParameterizedTest
  @MethodSource("faces")
  void oneMoreThanOneCallerMayHaveIsClosedAndOnesOfOthersAreNot(ConnectionProfile face) {
    ClientConnection first = connect(ConnectionProfile.FRAMED, FakeOutlet.quick(), SEVEN);
    connect(ConnectionProfile.STREAM, FakeOutlet.quick(), SEVEN);

    FakeOutlet more = FakeOutlet.quick();
    connect(face, more, SEVEN);
    FakeOutlet other = FakeOutlet.quick();
    connect(face, other, EIGHT);

    assertThat(more.closed().status()).isEqualTo(Status.SHARE_USED);
    assertThat(more.closed().code()).isEqualTo(1013);
    assertThat(more.closed().problem().http()).isEqualTo(429);
    assertThat(other.closed()).isNull();
    first.end(Ended.GONE);
    run();
    FakeOutlet again = FakeOutlet.quick();
    connect(face, again, SEVEN);
    assertThat(again.closed()).isNull();
  }

  @Test
  void beforeItConnectsACallerIsToldTheSame() {
    connect(ConnectionProfile.FRAMED, FakeOutlet.quick(), SEVEN);
    assertThat(connections.refusal(SEVEN)).isNull();
    connect(ConnectionProfile.FRAMED, FakeOutlet.quick(), SEVEN);

    assertThat(connections.refusal(SEVEN).status()).isEqualTo(Status.SHARE_USED);
    assertThat(connections.refusal(EIGHT)).isNull();
  }

  @Test
  void afterTheLastConnectionHasGoneNobodyHasAnything() {
    ClientConnection one = connect(ConnectionProfile.FRAMED, FakeOutlet.quick(), SEVEN);
    ClientConnection two = connect(ConnectionProfile.POLL, FakeOutlet.quick(), EIGHT);
    ClientConnection three = connect(ConnectionProfile.STREAM, FakeOutlet.quick(), SEVEN);
    connect(ConnectionProfile.STREAM, FakeOutlet.quick(), SEVEN); // too much
    assertThat(shares.count()).isEqualTo(2);

    List.of(one, two, three).forEach(each -> each.end(Ended.GONE));
    run();

    assertThat(connections.count()).isZero();
    assertThat(shares.count()).isZero();
    assertThat(shares.ofStrangersNow(Pool.CONNECTIONS)).isZero();
  }
}
