package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.connection.ConnectionRig.GROUP;
import static org.fanfare.connection.ConnectionRig.HEARTBEAT;
import static org.fanfare.connection.ConnectionRig.OTHER;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a server takes for a client that takes nothing is bounded, and who keeps up does not notice.
 * The outlets here are done with everything at once, as servers are that queue.
 */
@Law({5, 6, 7})
final class UnconfirmedTest {
  private static final int EACH = 6400;
  private static final int OWN = EACH / 64;
  private static final int TOTAL = 12_800;
  private static final int MESSAGE = 50;
  private static final Duration MOMENT = Duration.ofMillis(250);

  private final ConnectionRig rig =
      new ConnectionRig(Policies.ROOMY, new PendingBounds(EACH, TOTAL));

  private void publish(int count) {
    IntStream.range(0, count).forEach(i -> rig.publish(GROUP, "x".repeat(MESSAGE)));
  }

  /** Answers the pings that came since the last time. */
  private void answer(ClientConnection connection, FakeOutlet outlet) {
    marks(outlet).forEach(connection::ponged);
    rig.workers.run();
  }

  private static List<Long> marks(FakeOutlet outlet) {
    return outlet.written().stream()
        .filter(Outgoing.Ping.class::isInstance)
        .map(ping -> ((Outgoing.Ping) ping).mark())
        .toList();
  }

  private static long bytes(FakeOutlet outlet) {
    return outlet.told().stream().filter(word -> word.startsWith("x")).count() * MESSAGE;
  }

  @Test
  void aSocketThatAnswersNoPingIsGivenNoMoreThanItsBound() {
    FakeOutlet outlet = FakeOutlet.quick();
    rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);

    publish(500);

    assertThat(bytes(outlet)).isBetween((long) EACH - MESSAGE, (long) EACH + MESSAGE);
    assertThat(marks(outlet)).hasSize(1);
    assertThat(rig.connections.waited()).isEqualTo(1);
  }

  @Test
  void aSocketThatAnswersEachPingIsNeverHeldBack() {
    FakeOutlet outlet = FakeOutlet.quick();
    ClientConnection connection = rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);

    for (int i = 0; i < 500; i++) {
      publish(1);
      answer(connection, outlet);
    }

    assertThat(bytes(outlet)).isEqualTo(500L * MESSAGE);
    assertThat(rig.connections.waited()).isZero();
    assertThat(marks(outlet)).hasSizeLessThan(500 * MESSAGE / (EACH / 2) + 1);
  }

  @Test
  void aSocketThatAnswersLateReadsOnWhenItDoesAndMissesNothing() {
    FakeOutlet outlet = FakeOutlet.quick();
    ClientConnection connection = rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);
    publish(200);
    assertThat(bytes(outlet)).isLessThan(200L * MESSAGE);

    answer(connection, outlet);
    answer(connection, outlet);
    answer(connection, outlet);

    assertThat(bytes(outlet)).isEqualTo(200L * MESSAGE);
    assertThat(outlet.told()).noneMatch(word -> word.startsWith("gap"));
  }

  @Test
  void aPongThatAnswersNoPingOfOursConfirmsNothing() {
    FakeOutlet outlet = FakeOutlet.quick();
    ClientConnection connection = rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);
    publish(100);
    long before = bytes(outlet);

    for (long guess = -100; guess < 100; guess++) {
      connection.ponged(guess);
    }
    rig.workers.run();

    assertThat(bytes(outlet)).isEqualTo(before);
  }

  @Test
  void theAnswerToAHeartbeatConfirmsAsWell() {
    FakeOutlet outlet = FakeOutlet.quick();
    ClientConnection connection = rig.connect(ConnectionProfile.BARE, outlet, GROUP);
    publish(3);
    rig.pass(HEARTBEAT);
    long mark = ((Outgoing.Heartbeat) outlet.last()).mark();

    connection.ponged(mark);
    rig.workers.run();
    publish(EACH / MESSAGE / 2 - 1);

    assertThat(mark).isNotZero();
    assertThat(marks(outlet)).as("pings, half the bound is not reached").isEmpty();
  }

  @Test
  void aSocketThatIsHeldBackStillGetsItsHeartbeatAndEndsWhenItDoesNotAnswer() {
    FakeOutlet outlet = FakeOutlet.quick();
    rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);
    publish(500);

    rig.pass(HEARTBEAT);
    assertThat(outlet.last()).isInstanceOf(Outgoing.Heartbeat.class);
    assertThat(((Outgoing.Heartbeat) outlet.last()).mark()).isEqualTo(marks(outlet).get(0));
    rig.pass(HEARTBEAT.plus(MOMENT));

    assertThat(outlet.closed()).isEqualTo(Ended.HEARTBEAT);
    assertThat(rig.connections.pending()).isZero();
  }

  @Test
  void aClientThatAsksWithoutReadingTheAnswersEndsThoughTheServerTakesThem() {
    FakeOutlet outlet = FakeOutlet.quick();
    ClientConnection connection = rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);

    for (int i = 0; i < 10 + EACH / 100; i++) {
      connection.reply(new Outgoing.Reply("y".repeat(100), new Answer.Done(null)));
    }
    rig.workers.run();

    assertThat(outlet.closed()).isEqualTo(Ended.refused("it asks without reading the answers"));
  }

  @Test
  void manySocketsTogetherTakeNoMoreThanTheTotalAndALittleEach() {
    List<FakeOutlet> outlets = IntStream.range(0, 10).mapToObj(i -> FakeOutlet.quick()).toList();
    publish(500);

    outlets.forEach(
        outlet -> rig.connect(ConnectionProfile.FRAMED, outlet, new Start.Oldest(), GROUP));

    assertThat(outlets.stream().mapToLong(UnconfirmedTest::bytes).sum())
        .isLessThanOrEqualTo(TOTAL + 10 * (OWN + MESSAGE));
    assertThat(outlets).allMatch(outlet -> bytes(outlet) >= OWN);
    assertThat(rig.connections.pending())
        .isPositive()
        .isLessThanOrEqualTo(TOTAL + 10L * (OWN + MESSAGE));
  }

  @Test
  void whoKeepsUpIsNotHeldBackByThoseWhoTakeAllOfTheTotal() {
    publish(500);
    IntStream.range(0, 9)
        .forEach(
            i ->
                rig.connect(
                    ConnectionProfile.FRAMED, FakeOutlet.quick(), new Start.Oldest(), GROUP));
    assertThat(rig.connections.pending()).isGreaterThan(TOTAL / 2);
    FakeOutlet outlet = FakeOutlet.quick();
    ClientConnection connection = rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);

    for (int i = 0; i < 500; i++) {
      publish(1);
      answer(connection, outlet);
    }

    assertThat(bytes(outlet)).isEqualTo(500L * MESSAGE);
  }

  @Test
  void whatIsTakenOfALoadedTotalIsAskedForAtTheNextLookAtTheClock() {
    publish(50);
    FakeOutlet outlet = FakeOutlet.quick();
    ClientConnection connection =
        rig.connect(ConnectionProfile.FRAMED, outlet, new Start.Oldest(), GROUP);
    assertThat(rig.connections.pending()).isGreaterThan(TOTAL / 8);

    rig.pass(MOMENT);
    answer(connection, outlet);

    assertThat(rig.connections.pending()).isZero();
  }

  @Test
  void aSocketThatWritesButAnswersNoPingDoesNotKeepItsPartOfTheTotal() {
    FakeOutlet outlet = FakeOutlet.quick();
    ClientConnection connection = rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);
    publish(500);
    assertThat(rig.connections.pending()).as("of what is published while it lives").isZero();
    rig.pass(Duration.ofMillis(1001));
    assertThat(rig.connections.pending()).isPositive();

    for (int i = 0; i < 3; i++) {
      connection.heard();
      rig.pass(HEARTBEAT);
    }

    assertThat(outlet.closed()).isEqualTo(Ended.HEARTBEAT);
    assertThat(rig.connections.pending()).isZero();
  }

  @Test
  void aPongThatNobodyAskedForIsNoTaskForTheShard() {
    ClientConnection connection = rig.connect(ConnectionProfile.FRAMED, FakeOutlet.quick(), GROUP);

    connection.ponged(1);

    assertThat(rig.workers.step()).isFalse();
  }

  @Test
  void oneWriteOfManyTinyMessagesOfSeveralGroupsIsBoundedByWhatFramesThem() {
    IntStream.range(0, 300).forEach(i -> rig.publish(GROUP, "x"));
    IntStream.range(0, 300).forEach(i -> rig.publish(OTHER, "x"));
    FakeOutlet outlet = FakeOutlet.slow();
    rig.connect(ConnectionProfile.STREAM, outlet, new Start.Oldest(), GROUP, OTHER);

    rig.take(outlet);

    assertThat(((Outgoing.Delivery) outlet.last()).publications())
        .hasSizeBetween(1, ConnectionRig.WRITE_BYTES / 64);
  }

  @Test
  void whatWasThereBeforeAStreamBeganIsGivenInParts() {
    publish(200);
    FakeOutlet outlet = FakeOutlet.queues();
    rig.connect(ConnectionProfile.STREAM, outlet, new Start.Oldest(), GROUP);
    long first = bytes(outlet);

    rig.pass(HEARTBEAT);
    rig.pass(HEARTBEAT);
    rig.pass(HEARTBEAT);

    assertThat(first).isBetween((long) EACH, EACH + OWN + 2L * ConnectionRig.WRITE_BYTES);
    assertThat(bytes(outlet)).isEqualTo(200L * MESSAGE);
    assertThat(outlet.closed()).isNull();
    assertThat(rig.connections.gaps()).isZero();
  }

  @Test
  void whatIsPublishedWhileAStreamLivesIsNeverHeldBack() {
    FakeOutlet outlet = FakeOutlet.queues();
    rig.connect(ConnectionProfile.STREAM, outlet, GROUP);

    publish(1000);

    assertThat(bytes(outlet)).isEqualTo(1000L * MESSAGE);
    assertThat(rig.connections.pending()).isZero();
    assertThat(rig.connections.waited()).isZero();
  }

  @Test
  void aStreamOfAServerThatQueuesNothingIsGivenAllAtOnce() {
    publish(200);
    FakeOutlet outlet = FakeOutlet.quick();

    rig.connect(ConnectionProfile.STREAM, outlet, new Start.Oldest(), GROUP);

    assertThat(bytes(outlet)).isEqualTo(200L * MESSAGE);
  }

  @Test
  void streamsForWhichTheTotalHasNoRoomAreSentAwayToComeBackWithTheirCursors() {
    publish(200);
    List<FakeOutlet> outlets = IntStream.range(0, 10).mapToObj(i -> FakeOutlet.queues()).toList();
    outlets.forEach(
        outlet -> rig.connect(ConnectionProfile.STREAM, outlet, new Start.Oldest(), GROUP));
    long given = outlets.stream().mapToLong(UnconfirmedTest::bytes).sum();

    rig.pass(HEARTBEAT);

    assertThat(given).isLessThan(TOTAL + 10L * (OWN + MESSAGE) + ConnectionRig.WRITE_BYTES);
    assertThat(outlets.stream().filter(outlet -> outlet.closed() != null))
        .hasSizeBetween(7, 9)
        .allMatch(outlet -> Ended.LIFETIME.equals(outlet.closed()));
    assertThat(outlets).allMatch(outlet -> bytes(outlet) > 0);
  }

  @Test
  void whatIsEncodedForOneStreamAloneCountsUntilItHasLeft() {
    FakeOutlet outlet = FakeOutlet.slow();
    rig.connect(ConnectionProfile.STREAM, outlet, GROUP, OTHER);
    rig.take(outlet);

    publish(1 + OWN / MESSAGE * 2);
    rig.take(outlet);
    assertThat(outlet.isOutstanding()).isTrue();
    assertThat(rig.connections.pending()).isPositive();
    rig.take(outlet);

    assertThat(rig.connections.pending()).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void atAnyTimeTheBoundHoldsAndInTheEndTheCountersReadZero(long seed) {
    Random random = new Random(seed);
    List<FakeOutlet> outlets =
        IntStream.range(0, 8)
            .mapToObj(i -> i % 3 == 2 ? FakeOutlet.queues() : FakeOutlet.quick())
            .toList();
    List<ClientConnection> connections =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    rig.connect(
                        i % 3 == 2 ? ConnectionProfile.STREAM : ConnectionProfile.FRAMED,
                        outlets.get(i),
                        GROUP,
                        OTHER))
            .toList();

    for (int step = 0; step < 300; step++) {
      int one = random.nextInt(8);
      switch (random.nextInt(4)) {
        case 0 -> rig.pass(Duration.ofMillis(random.nextInt(500)));
        case 1 -> answer(connections.get(one), outlets.get(one));
        default -> publish(random.nextInt(20));
      }
      assertThat(rig.connections.pending())
          .isBetween(0L, 8L * (EACH + OWN + ConnectionRig.WRITE_BYTES));
    }
    connections.forEach(ClientConnection::gone);
    rig.workers.run();

    assertThat(rig.connections.pending()).isZero();
    assertThat(rig.connections.count()).isZero();
  }
}
