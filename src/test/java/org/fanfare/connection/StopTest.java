package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.connection.ConnectionRig.GROUP;
import static org.fanfare.connection.ConnectionRig.SPREAD;

import java.util.List;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.layer.Start;
import org.junit.jupiter.api.Test;

/** A node that stops tells every client to come back, and is empty then. */
@Law(10)
final class StopTest {
  private final ConnectionRig rig = new ConnectionRig();

  @Test
  void everyClientIsToldToComeBackEachAfterADelayOfItsOwn() {
    List<FakeOutlet> outlets = IntStream.range(0, 9).mapToObj(i -> FakeOutlet.quick()).toList();
    List<ConnectionProfile> faces =
        List.of(ConnectionProfile.FRAMED, ConnectionProfile.STREAM, ConnectionProfile.POLL);
    IntStream.range(0, 9).forEach(i -> rig.connect(faces.get(i % 3), outlets.get(i), GROUP));

    rig.connections.stop();
    rig.workers.run();

    assertThat(outlets)
        .allSatisfy(o -> assertThat(o.told()).containsExactly("hello", "farewell 1012"))
        .allSatisfy(o -> assertThat(o.closed()).isEqualTo(Ended.STOPPING));
    List<Long> delays =
        outlets.stream().map(o -> ((Outgoing.Farewell) o.last()).retryMillis()).toList();
    assertThat(delays).allMatch(d -> d >= 1000 && d <= 1000 + SPREAD.toMillis());
    assertThat(delays.stream().distinct()).hasSizeGreaterThan(5);
    assertThat(rig.connections.count()).isZero();
    assertThat(rig.memory.layer().statistics().readers()).isZero();
  }

  @Test
  void theFarewellSaysWhereTheClientIs() {
    FakeOutlet outlet = FakeOutlet.quick();
    ClientConnection connection = rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);
    rig.publish(GROUP, "1", "2");
    var cursor = connection.cursor();

    rig.connections.stop();
    rig.workers.run();

    assertThat(((Outgoing.Farewell) outlet.last()).cursor()).isEqualTo(cursor);
    assertThat(cursor.in(GROUP).orElseThrow().offset()).isEqualTo(2);
  }

  @Test
  void whoTakesNothingIsCutOff() {
    FakeOutlet stuck = FakeOutlet.slow();
    rig.connect(ConnectionProfile.FRAMED, stuck, GROUP);

    rig.connections.stop();
    rig.workers.run();
    assertThat(stuck.closed()).isNull();
    rig.connections.cutOff();
    rig.workers.run();

    assertThat(stuck.closed()).isEqualTo(Ended.STOPPING);
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void noMoreAreTakenIn() {
    assertThat(rig.connections.refusal()).isNull();

    rig.connections.stop();

    assertThat(rig.connections.refusal()).isEqualTo(Ended.STOPPING);
    FakeOutlet late = FakeOutlet.quick();
    rig.connect(ConnectionProfile.FRAMED, late, GROUP);
    assertThat(late.told()).containsExactly("refusal 1012");
    assertThat(late.closed()).isEqualTo(Ended.STOPPING);
    assertThat(rig.connections.count()).isZero();
    assertThat(rig.memory.layer().statistics().readers()).isZero();
  }

  @Test
  void whoHasNotBegunWhenItStopsIsRefusedRatherThanToldACursor() {
    FakeOutlet early = FakeOutlet.slow();
    ClientConnection connection = rig.open(ConnectionProfile.POLL, early, null);
    rig.connections.stop();
    rig.workers.run();

    rig.start(connection, new Start.Oldest(), GROUP);
    rig.take(early);

    assertThat(early.told()).containsExactly("refusal 1012");
    assertThat(early.closed()).isEqualTo(Ended.STOPPING);
    assertThat(rig.memory.layer().statistics().readers()).isZero();
  }

  @Test
  void whoseLayerNeverAnswersIsRefusedAfterTwoHeartbeats() {
    FakeOutlet outlet = FakeOutlet.quick();
    rig.open(ConnectionProfile.POLL, outlet, null);

    rig.pass(ConnectionRig.HEARTBEAT.multipliedBy(2));
    assertThat(outlet.told()).isEmpty();
    rig.pass(ConnectionRig.HEARTBEAT);

    assertThat(outlet.told()).containsExactly("refusal 1013");
    assertThat(outlet.closed()).isEqualTo(Ended.UNAVAILABLE);
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void whoComesInByARaceAboveTheBoundIsRefused() {
    IntStream.range(0, 10)
        .forEach(i -> rig.connect(ConnectionProfile.STREAM, FakeOutlet.quick(), GROUP));
    FakeOutlet eleventh = FakeOutlet.quick();

    rig.connect(ConnectionProfile.STREAM, eleventh, GROUP);

    assertThat(eleventh.told()).containsExactly("refusal 1013");
    assertThat(eleventh.closed()).isEqualTo(Ended.FULL);
    assertThat(rig.connections.count()).isEqualTo(10);
    assertThat(rig.memory.layer().statistics().readers()).isEqualTo(10);
  }

  @Test
  void asManyAreTakenInAsThereMayBe() {
    List<ClientConnection> all =
        IntStream.range(0, 10)
            .mapToObj(i -> rig.connect(ConnectionProfile.STREAM, FakeOutlet.quick(), GROUP))
            .toList();
    assertThat(rig.connections.refusal()).isEqualTo(Ended.FULL);

    all.get(3).gone();
    rig.workers.run();

    assertThat(rig.connections.refusal()).isNull();
    assertThat(rig.connections.count(Transport.SSE)).isEqualTo(9);
  }
}
