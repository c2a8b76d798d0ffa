package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.connection.ConnectionRig.GROUP;
import static org.fanfare.connection.ConnectionRig.HEARTBEAT;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.fanfare.gate.Law;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Start;
import org.junit.jupiter.api.Test;

/** Signs of life, both ways, and what becomes of who shows none. */
@Law(7)
final class HeartbeatTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final ConnectionRig rig = new ConnectionRig();

  @Test
  void aBeatIsToldWhenItIsDueAndNotBefore() {
    FakeOutlet outlet = FakeOutlet.quick();
    ClientConnection connection = rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);

    rig.pass(HEARTBEAT.minus(MOMENT));
    assertThat(outlet.told()).containsExactly("hello");
    rig.pass(MOMENT);
    assertThat(outlet.told()).containsExactly("hello", "beat");
    connection.heard();
    rig.pass(HEARTBEAT);

    assertThat(outlet.told()).containsExactly("hello", "beat", "beat");
    assertThat(((Outgoing.Heartbeat) outlet.last()).cursor()).isEqualTo(connection.cursor());
  }

  @Test
  void whileNobodyIsThereNoWorkerIsAsked() {
    rig.connections.tick();
    assertThat(rig.workers.step()).isFalse();

    rig.connect(ConnectionProfile.STREAM, FakeOutlet.quick(), GROUP);
    rig.connections.tick();
    assertThat(rig.workers.step()).isTrue();
  }

  @Test
  void anEventIsAsGoodASignAsABeatOnAStream() {
    FakeOutlet outlet = FakeOutlet.quick();
    rig.connect(ConnectionProfile.STREAM, outlet, GROUP);
    rig.pass(HEARTBEAT.minus(MOMENT));

    rig.publish(GROUP, "event");
    rig.pass(HEARTBEAT.minus(MOMENT));
    assertThat(outlet.told()).containsExactly("hello", "event");
    rig.pass(MOMENT);

    assertThat(outlet.told()).containsExactly("hello", "event", "beat");
  }

  @Test
  void aSocketMustAnswerBeatsWhateverElseItIsTold() {
    FakeOutlet outlet = FakeOutlet.quick();
    rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);
    rig.pass(HEARTBEAT.minus(MOMENT));

    rig.publish(GROUP, "frame");
    rig.pass(MOMENT);

    assertThat(outlet.told()).containsExactly("hello", "frame", "beat");
  }

  @Test
  void aClientWhoseGroupIsNeverQuietIsAskedForASignOfLifeAllTheSame() {
    FakeOutlet outlet = FakeOutlet.slow();
    ClientConnection connection = rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);

    for (int i = 0; i < 10; i++) {
      rig.publish(GROUP, "always something"); // while a write is outstanding
      rig.pass(HEARTBEAT.dividedBy(2));
      rig.take(outlet);
      if (outlet.last() instanceof Outgoing.Heartbeat) {
        connection.heard(); // as its client answers
      }
    }

    assertThat(outlet.told()).contains("beat");
    assertThat(outlet.closed()).isNull();
  }

  @Test
  void aSocketThatAnswersNoBeatIsEndedAfterTwo() {
    FakeOutlet outlet = FakeOutlet.quick();
    rig.connect(ConnectionProfile.BARE, outlet, GROUP);

    rig.pass(HEARTBEAT);
    rig.pass(HEARTBEAT);
    assertThat(outlet.closed()).isNull();
    rig.pass(MOMENT);

    assertThat(outlet.closed()).isEqualTo(Ended.HEARTBEAT);
    assertThat(rig.connections.count()).isZero();
    assertThat(rig.memory.layer().statistics().readers()).isZero();
  }

  @Test
  void whoIsHeardLivesOn() {
    FakeOutlet outlet = FakeOutlet.quick();
    ClientConnection connection = rig.connect(ConnectionProfile.BARE, outlet, GROUP);

    for (int i = 0; i < 10; i++) {
      rig.pass(HEARTBEAT);
      connection.heard();
    }

    assertThat(outlet.closed()).isNull();
  }

  @Test
  void aStreamWhoseClientTakesNothingIsEndedAfterTwoBeats() {
    FakeOutlet outlet = FakeOutlet.slow();
    rig.connect(ConnectionProfile.STREAM, outlet, GROUP);

    rig.pass(HEARTBEAT.multipliedBy(2));
    assertThat(outlet.closed()).isNull();
    rig.pass(MOMENT);

    assertThat(outlet.closed()).isEqualTo(Ended.HEARTBEAT);
    assertThat(rig.connections.count(Transport.SSE)).isZero();
  }

  @Test
  void aStreamThatIsOnlyQuietLivesOn() {
    FakeOutlet outlet = FakeOutlet.quick();
    rig.connect(ConnectionProfile.STREAM, outlet, GROUP);

    for (int i = 0; i < 10; i++) {
      rig.pass(HEARTBEAT);
    }

    assertThat(outlet.closed()).isNull();
    assertThat(outlet.told()).hasSize(11).endsWith("beat");
  }

  @Test
  void aStreamEndsWithItsLifetimeAndAFarewell() {
    FakeOutlet outlet = FakeOutlet.quick();
    ClientConnection connection =
        rig.open(ConnectionProfile.STREAM, outlet, Duration.ofSeconds(10));
    rig.start(connection, new Start.Now(), GROUP);

    rig.pass(Duration.ofSeconds(10).minus(MOMENT));
    assertThat(outlet.closed()).isNull();
    rig.pass(MOMENT);

    assertThat(outlet.told()).containsExactly("hello", "farewell 1000");
    assertThat(outlet.closed()).isEqualTo(Ended.LIFETIME);
    assertThat(rig.memory.layer().statistics().readers()).isZero();
  }

  @Test
  void aConnectionEndsWhenTheLoginOfItsTicketExpiresAndSaysSo() {
    for (ConnectionProfile profile :
        List.of(ConnectionProfile.FRAMED, ConnectionProfile.STREAM, ConnectionProfile.BARE)) {
      FakeOutlet outlet = FakeOutlet.quick();
      ConnectionTimes times =
          new ConnectionTimes(HEARTBEAT, null).withLogin(Optional.of(Duration.ofSeconds(10)));
      rig.start(rig.connections.connect(profile, outlet, times), new Start.Now(), GROUP);

      rig.pass(Duration.ofSeconds(10).minus(MOMENT));
      assertThat(outlet.closed()).isNull();
      rig.pass(MOMENT);

      assertThat(outlet.closed()).isEqualTo(Ended.EXPIRED);
      assertThat(outlet.closed().code()).isEqualTo(4004);
      assertThat(outlet.closed().text()).isEqualTo("expired");
    }
  }

  @Test
  void ofALifetimeAndALoginTheEarlierEndCounts() {
    ConnectionTimes stream = new ConnectionTimes(HEARTBEAT, Duration.ofMinutes(10));

    assertThat(stream.withLogin(Optional.of(Duration.ofMinutes(9))))
        .isEqualTo(new ConnectionTimes(HEARTBEAT, Duration.ofMinutes(9), Ended.EXPIRED));
    assertThat(stream.withLogin(Optional.of(Duration.ofMinutes(11)))).isEqualTo(stream);
    assertThat(stream.withLogin(Optional.empty()).why()).isEqualTo(Ended.LIFETIME);
  }

  @Test
  void aClientThatNeverTakesItsFarewellIsEndedAfterTwoBeats() {
    FakeOutlet outlet = FakeOutlet.slow();
    ClientConnection connection = rig.connect(ConnectionProfile.STREAM, outlet, GROUP);
    rig.take(outlet);

    connection.close(Ended.FULL, 5);
    rig.workers.run();
    assertThat(outlet.told()).containsExactly("hello", "farewell 1013");
    rig.pass(HEARTBEAT.multipliedBy(2).plus(MOMENT));

    assertThat(outlet.closed()).isEqualTo(Ended.HEARTBEAT);
  }

  @Test
  void ticksThatCameTogetherAreOne() {
    ConnectionRig quiet = new ConnectionRig(Policies.ROOMY);
    quiet.connect(ConnectionProfile.STREAM, FakeOutlet.quick(), GROUP);
    quiet.connect(ConnectionProfile.STREAM, FakeOutlet.quick(), GROUP);

    for (int i = 0; i < 100; i++) {
      quiet.connections.tick();
    }

    List<Boolean> tasks = new java.util.ArrayList<>();
    while (quiet.workers.step()) {
      tasks.add(true);
    }
    assertThat(tasks).as("one for each shard").hasSize(2);
  }
}
