package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.connection.ConnectionRig.GROUP;
import static org.fanfare.connection.ConnectionRig.OTHER;

import org.fanfare.layer.Policies;
import org.fanfare.layer.Start;
import org.fanfare.log.Epoch;
import org.fanfare.log.Position;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;

/** A face that can show no gap is ended where another would be told one. */
final class BareFaceTest {
  private final ConnectionRig rig = new ConnectionRig(Policies.count(3));

  @Test
  void itIsClosedBeforeTheNextPublicationWithTheGapAsTheReason() {
    FakeOutlet outlet = FakeOutlet.slow();
    rig.connect(ConnectionProfile.BARE, outlet, GROUP);
    rig.take(outlet);
    rig.publish(GROUP, "1");

    rig.publish(GROUP, "2", "3", "4", "5", "6", "7");
    rig.take(outlet);
    rig.take(outlet);

    assertThat(outlet.told()).containsExactly("hello", "1", "farewell 4001");
    assertThat(outlet.closed()).isEqualTo(new Ended(Status.GAP, "demo.board 2-4 overflow"));
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void itIsClosedForAPositionThatTheLogHasMovedPast() {
    Position held = rig.memory.publish(GROUP, "read").position();
    rig.publish(GROUP, "2", "3", "4", "5");
    FakeOutlet outlet = FakeOutlet.quick();

    rig.connect(ConnectionProfile.BARE, outlet, new Start.After(held), GROUP);

    assertThat(outlet.told()).containsExactly("hello", "farewell 4001");
    assertThat(outlet.closed().text()).isEqualTo("gap demo.board 2-2 retention");
  }

  @Test
  void itIsClosedForAPositionOfAnotherEpoch() {
    FakeOutlet outlet = FakeOutlet.quick();

    rig.connect(
        ConnectionProfile.BARE, outlet, new Start.After(new Position(new Epoch(1), 7)), GROUP);

    assertThat(outlet.closed().text()).isEqualTo("gap demo.board 8- epoch");
  }

  @Test
  void aGapInOneOfSeveralGroupsClosesItToo() {
    FakeOutlet outlet = FakeOutlet.slow();
    rig.connect(ConnectionProfile.BARE, outlet, GROUP, OTHER);

    rig.publish(GROUP, "fine");
    rig.publish(OTHER, "1", "2", "3", "4");
    rig.take(outlet);
    rig.take(outlet);

    assertThat(outlet.closed().text()).isEqualTo("gap demo.other 1-1 overflow");
    assertThat(outlet.told()).doesNotContain("2", "3", "4");
  }

  @Test
  void withoutAGapItIsToldEverything() {
    FakeOutlet outlet = FakeOutlet.slow();
    rig.connect(ConnectionProfile.BARE, outlet, GROUP);

    rig.publish(GROUP, "1", "2", "3");
    rig.take(outlet);
    rig.take(outlet);

    assertThat(outlet.told()).containsExactly("hello", "1", "2", "3");
    assertThat(outlet.closed()).isNull();
  }
}
