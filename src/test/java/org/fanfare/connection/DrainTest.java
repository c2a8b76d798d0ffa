package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.connection.ConnectionRig.GROUP;
import static org.fanfare.connection.ConnectionRig.SPREAD;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.junit.jupiter.api.Test;

/** A node that is drained sends its clients away bit by bit, and takes none in. */
@Law(10)
final class DrainTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TEN = Duration.ofSeconds(10);

  private final ConnectionRig rig = new ConnectionRig();
  private final List<FakeOutlet> outlets =
      IntStream.range(0, 10).mapToObj(i -> FakeOutlet.quick()).toList();

  private void allConnect() {
    outlets.forEach(outlet -> rig.connect(ConnectionProfile.FRAMED, outlet, GROUP));
  }

  @Test
  void theClientsAreToldOneAfterTheOtherUntilTheTimeIsOver() {
    allConnect();

    rig.connections.drain(TEN);
    rig.workers.run();
    assertThat(rig.connections.count()).isEqualTo(10);
    int before = 10;
    for (int i = 0; i < 10; i++) {
      rig.pass(SECOND);
      int now = rig.connections.count();
      assertThat(before - now).as("of two shards, in each second").isBetween(0, 2);
      before = now;
    }

    assertThat(rig.connections.count()).isZero();
    assertThat(outlets)
        .allSatisfy(o -> assertThat(o.told()).containsExactly("hello", "farewell 1012"))
        .allSatisfy(o -> assertThat(o.closed()).isEqualTo(Ended.STOPPING))
        .extracting(o -> ((Outgoing.Farewell) o.last()).retryMillis())
        .allMatch(delay -> delay >= 1000 && delay <= 1000 + SPREAD.toMillis());
  }

  @Test
  void halfOfTheTimeIsForHalfOfThem() {
    allConnect();

    rig.connections.drain(TEN);
    rig.workers.run();
    rig.pass(TEN.dividedBy(2));

    assertThat(rig.connections.count()).isBetween(4, 5);
  }

  @Test
  void inNoTimeAllAreToldAtTheNextTick() {
    allConnect();

    rig.connections.drain(Duration.ZERO);
    rig.pass(Duration.ofMillis(250));

    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void askedAgainTheNewTimeCounts() {
    allConnect();
    rig.connections.drain(Duration.ofHours(1));
    rig.pass(SECOND);
    int left = rig.connections.count();

    rig.connections.drain(SECOND);
    rig.pass(SECOND);

    assertThat(left).isGreaterThan(5);
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void noMoreAreTakenInAndAStopEndsTheRestAtOnce() {
    allConnect();
    assertThat(rig.connections.isStopping()).isFalse();

    rig.connections.drain(TEN);

    assertThat(rig.connections.isStopping()).isTrue();
    assertThat(rig.connections.refusal()).isEqualTo(Ended.STOPPING);
    rig.connections.stop();
    rig.workers.run();
    assertThat(rig.connections.count()).isZero();
  }
}
