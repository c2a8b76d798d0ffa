package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.connection.ConnectionRig.GROUP;
import static org.fanfare.connection.ConnectionRig.OTHER;

import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.layer.Policies;
import org.junit.jupiter.api.Test;

/** A slow client costs a cursor, is told exactly what it missed, and harms nobody. */
@Law(5)
final class SlowClientTest {
  private final ConnectionRig rig = new ConnectionRig(Policies.count(3));

  @Test
  void whoFellBehindIsToldExactlyWhatItMissedAndThenTheRest() {
    FakeOutlet outlet = FakeOutlet.slow();
    rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);

    rig.publish(GROUP, "1", "2", "3", "4", "5", "6", "7");
    rig.take(outlet);
    rig.take(outlet);

    assertThat(outlet.told()).containsExactly("hello", "gap 1-4 overflow", "5", "6", "7");
    assertThat(outlet.isOutstanding()).isFalse();
    assertThat(rig.connections.gaps()).isEqualTo(1);
  }

  @Test
  void aClientThatTakesNothingDelaysNobody() {
    FakeOutlet stuck = FakeOutlet.slow();
    FakeOutlet quick = FakeOutlet.quick();
    rig.connect(ConnectionProfile.FRAMED, stuck, GROUP);
    rig.connect(ConnectionProfile.FRAMED, FakeOutlet.slow(), GROUP);
    rig.connect(ConnectionProfile.FRAMED, quick, GROUP); // lives on the shard of the first

    for (int i = 0; i < 20; i++) {
      rig.publish(GROUP, "m" + i);
    }

    assertThat(quick.told())
        .containsExactlyElementsOf(
            IntStream.range(-1, 20).mapToObj(i -> i < 0 ? "hello" : "m" + i).toList());
    assertThat(stuck.told()).containsExactly("hello");
  }

  @Test
  void aClientThatTakesNothingHoldsNoMessages() {
    FakeOutlet stuck = FakeOutlet.slow();
    rig.connect(ConnectionProfile.FRAMED, stuck, GROUP);

    for (int i = 0; i < 100; i++) {
      rig.publish(GROUP, "x".repeat(1000));
    }

    assertThat(rig.memory.layer().statistics().logPublications()).isEqualTo(3);
    assertThat(rig.memory.layer().statistics().logBytes()).isLessThan(4000);
  }

  @Test
  void theDeliveryOfAGapSaysWhereTheClientWasIsBetweenAndIsAfterwards() {
    FakeOutlet outlet = FakeOutlet.slow();
    ClientConnection connection = rig.connect(ConnectionProfile.FRAMED, outlet, GROUP, OTHER);
    var start = connection.cursor();

    rig.publish(GROUP, "1", "2", "3", "4", "5");
    rig.take(outlet);

    Outgoing.Delivery delivery = (Outgoing.Delivery) outlet.last();
    assertThat(delivery.before()).isEqualTo(start);
    assertThat(delivery.parts().get(0).afterGap().offset()).isEqualTo(2);
    assertThat(delivery.after().in(GROUP).orElseThrow().offset()).isEqualTo(5);
  }

  @Test
  void aBusyGroupDoesNotStarveAQuietOne() {
    ConnectionRig roomy = new ConnectionRig();
    FakeOutlet outlet = FakeOutlet.slow();
    roomy.connect(ConnectionProfile.FRAMED, outlet, GROUP, OTHER);
    String large = "x".repeat(ConnectionRig.WRITE_BYTES);
    roomy.publish(GROUP, large, large, large, large, large);

    roomy.publish(OTHER, "quiet");
    roomy.take(outlet);
    roomy.take(outlet);

    assertThat(outlet.told()).hasSizeLessThanOrEqualTo(4).contains("quiet");
  }
}
