package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.connection.ConnectionRig.GROUP;
import static org.fanfare.connection.ConnectionRig.SPREAD;

import java.util.List;
import java.util.stream.IntStream;
import org.fanfare.connection.Connections.Admission;
import org.junit.jupiter.api.Test;

/** A node that stops tells every client to come back, and is empty then. */
final class StopTest {
  private final ConnectionRig rig = new ConnectionRig();

  @Test
  void everyClientIsToldToComeBackEachAfterADelayOfItsOwn() {
    List<FakeOutlet> outlets = IntStream.range(0, 9).mapToObj(i -> FakeOutlet.quick()).toList();
    List<Face> faces = List.of(Face.FRAMED, Face.STREAM, Face.POLL);
    IntStream.range(0, 9).forEach(i -> rig.connect(faces.get(i % 3), outlets.get(i), GROUP));

    rig.connections.stop();
    rig.workers.run();

    assertThat(outlets)
        .allSatisfy(o -> assertThat(o.told()).containsExactly("hello", "farewell 1012"))
        .allSatisfy(o -> assertThat(o.closed()).isEqualTo(CloseReason.STOPPING));
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
    Connection connection = rig.connect(Face.FRAMED, outlet, GROUP);
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
    rig.connect(Face.FRAMED, stuck, GROUP);

    rig.connections.stop();
    rig.workers.run();
    assertThat(stuck.closed()).isNull();
    rig.connections.cutOff();
    rig.workers.run();

    assertThat(stuck.closed()).isEqualTo(CloseReason.STOPPING);
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void noMoreAreTakenIn() {
    assertThat(rig.connections.admission()).isEqualTo(Admission.OPEN);

    rig.connections.stop();

    assertThat(rig.connections.admission()).isEqualTo(Admission.STOPPING);
    FakeOutlet late = FakeOutlet.quick();
    rig.connect(Face.FRAMED, late, GROUP);
    assertThat(late.closed()).isEqualTo(CloseReason.STOPPING);
    assertThat(rig.connections.count()).isZero();
    assertThat(rig.memory.layer().statistics().readers()).isZero();
  }

  @Test
  void asManyAreTakenInAsThereMayBe() {
    List<Connection> all =
        IntStream.range(0, 10)
            .mapToObj(i -> rig.connect(Face.STREAM, FakeOutlet.quick(), GROUP))
            .toList();
    assertThat(rig.connections.admission()).isEqualTo(Admission.FULL);

    all.get(3).gone();
    rig.workers.run();

    assertThat(rig.connections.admission()).isEqualTo(Admission.OPEN);
    assertThat(rig.connections.count(Transport.SSE)).isEqualTo(9);
  }
}
