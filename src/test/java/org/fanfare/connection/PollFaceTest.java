package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.connection.ConnectionRig.GROUP;

import java.time.Duration;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Start;
import org.junit.jupiter.api.Test;

/** A poll is told one thing, and is over. */
final class PollFaceTest {
  private final ConnectionRig rig = new ConnectionRig(Policies.count(3));

  @Test
  void whatThereIsIsAnsweredAtOnce() {
    rig.publish(GROUP, "1", "2");
    FakeOutlet outlet = FakeOutlet.quick();

    rig.connect(ConnectionProfile.POLL, outlet, new Start.Oldest(), GROUP);

    assertThat(outlet.told()).containsExactly("hello", "1", "2");
    assertThat(outlet.closed()).isEqualTo(Ended.BYE);
    assertThat(rig.connections.count(Transport.POLL)).isZero();
  }

  @Test
  void whatComesLaterIsAnsweredWhenItComesAndNothingAfterIt() {
    FakeOutlet outlet = FakeOutlet.slow();
    rig.connect(ConnectionProfile.POLL, outlet, GROUP);
    rig.take(outlet);

    rig.publish(GROUP, "1");
    rig.publish(GROUP, "2");
    rig.take(outlet);

    assertThat(outlet.told()).containsExactly("hello", "1");
    assertThat(outlet.closed()).isEqualTo(Ended.BYE);
  }

  @Test
  void whenNothingComesTheAnswerIsEmptyAfterTheWait() {
    FakeOutlet outlet = FakeOutlet.quick();
    rig.connect(ConnectionProfile.POLL, outlet, GROUP);

    rig.pass(ConnectionRig.HEARTBEAT.minusMillis(1));
    assertThat(outlet.told()).containsExactly("hello");
    rig.pass(Duration.ofMillis(1));

    assertThat(outlet.told()).containsExactly("hello", "beat");
    assertThat(outlet.closed()).isEqualTo(Ended.BYE);
  }

  @Test
  void whatThereIsGoesBeforeAnEmptyAnswerThatIsDue() {
    FakeOutlet outlet = FakeOutlet.slow();
    rig.connect(ConnectionProfile.POLL, outlet, GROUP);
    rig.memory.publish(GROUP, "just in time");

    rig.pass(ConnectionRig.HEARTBEAT);
    rig.take(outlet);

    assertThat(outlet.told()).containsExactly("hello", "just in time");
  }

  @Test
  void aGapIsAnAnswer() {
    FakeOutlet outlet = FakeOutlet.slow();
    rig.connect(ConnectionProfile.POLL, outlet, GROUP);
    rig.publish(GROUP, "1", "2", "3", "4");
    rig.memory.pass(Policies.AGE);

    rig.take(outlet);
    rig.take(outlet);

    assertThat(outlet.told()).containsExactly("hello", "gap 1-4 overflow");
    assertThat(outlet.closed()).isEqualTo(Ended.BYE);
  }

  @Test
  void aServerThatStopsAnswersAWaitingPoll() {
    FakeOutlet outlet = FakeOutlet.quick();
    rig.connect(ConnectionProfile.POLL, outlet, GROUP);

    rig.connections.stop();
    rig.workers.run();

    assertThat(outlet.told()).containsExactly("hello", "farewell 1012");
    assertThat(outlet.closed()).isEqualTo(Ended.STOPPING);
  }

  @Test
  void aServerThatStopsWhileAnAnswerLeavesAddsNothingToIt() {
    FakeOutlet outlet = FakeOutlet.slow();
    rig.connect(ConnectionProfile.POLL, outlet, GROUP);
    rig.take(outlet);
    rig.publish(GROUP, "1");

    rig.connections.stop();
    rig.workers.run();
    rig.take(outlet);

    assertThat(outlet.told()).containsExactly("hello", "1");
    assertThat(outlet.closed()).isEqualTo(Ended.BYE);
  }
}
