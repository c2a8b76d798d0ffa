package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.connection.ConnectionRig.GROUP;
import static org.fanfare.connection.ConnectionRig.OTHER;

import java.util.List;
import java.util.stream.IntStream;
import org.fanfare.encoding.WireFormat;
import org.fanfare.gate.Law;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Start;
import org.fanfare.log.Cursor;
import org.fanfare.log.Position;
import org.fanfare.log.Slice;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.Test;

/** One write at a time, reading on from where the client is. */
@Law(5)
final class WriteLoopTest {
  private final ConnectionRig rig = new ConnectionRig();

  @Test
  void theFirstThingToldIsWhereTheClientBegins() {
    Position head = rig.memory.publish(GROUP, "before").position();
    FakeOutlet outlet = FakeOutlet.quick();

    rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);

    assertThat(outlet.written())
        .containsExactly(new Outgoing.Hello(Cursor.of(GROUP, head), List.of(GROUP), null));
  }

  @Test
  void thereIsOneWriteInFlightAndTheNextTakesAllThatCameMeanwhile() {
    FakeOutlet outlet = FakeOutlet.slow();
    rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);

    rig.publish(GROUP, "a", "b");
    rig.publish(GROUP, "c");
    assertThat(outlet.writes()).containsExactly(List.of("hello"));
    rig.take(outlet);
    rig.publish(GROUP, "d");
    rig.take(outlet);

    assertThat(outlet.writes())
        .containsExactly(List.of("hello"), List.of("a", "b", "c"), List.of("d"));
  }

  @Test
  void whoseWritesAreDoneBeforeARoundAreToldTheSameInIt() {
    FakeOutlet one = FakeOutlet.slow();
    rig.connect(ConnectionProfile.FRAMED, one, GROUP);
    rig.connect(ConnectionProfile.FRAMED, FakeOutlet.quick(), GROUP); // on the other shard
    FakeOutlet another = FakeOutlet.slow();
    rig.connect(ConnectionProfile.FRAMED, another, GROUP);

    rig.memory.publish(GROUP, "a");
    one.take();
    another.take();
    rig.workers.run();

    assertThat(one.told()).containsExactly("hello", "a");
    Slice told = ((Outgoing.Publications) one.last()).slice();
    assertThat(((Outgoing.Publications) another.last()).slice()).isSameAs(told);
  }

  @Test
  void anOutletThatIsDoneAtOnceIsGivenEverythingToo() {
    FakeOutlet outlet = FakeOutlet.quick();
    rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);

    rig.publish(GROUP, "a", "b");
    rig.publish(GROUP, "c");

    assertThat(outlet.told()).containsExactly("hello", "a", "b", "c");
  }

  @Test
  void aWriteHasNoMoreBytesOfMessagesThanItsBound() {
    FakeOutlet outlet = FakeOutlet.quick();
    String half = "x".repeat(ConnectionRig.WRITE_BYTES / 2);
    rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);

    rig.publish(GROUP, half, half, half, half + half + half, half);

    assertThat(outlet.writes().stream().map(List::size)).containsExactly(1, 2, 1, 1, 1);
  }

  @Test
  void theGroupsOfAConnectionShareTheBytesOfAWrite() {
    FakeOutlet outlet = FakeOutlet.slow();
    GroupName third = new GroupName("demo.third");
    String half = "x".repeat(ConnectionRig.WRITE_BYTES / 2);
    rig.connect(ConnectionProfile.FRAMED, outlet, GROUP, OTHER, third);

    List.of(GROUP, OTHER, third).forEach(group -> rig.publish(group, half));
    rig.take(outlet);
    rig.take(outlet);

    assertThat(outlet.writes().stream().map(List::size)).containsExactly(1, 2, 1);
  }

  @Test
  void whoBeginsAfterAPositionIsToldWhatFollowsItWithoutWaitingForMore() {
    Position first = rig.memory.publish(GROUP, "read").position();
    rig.memory.publish(GROUP, "unread");
    FakeOutlet outlet = FakeOutlet.quick();

    rig.connect(ConnectionProfile.FRAMED, outlet, new Start.After(first), GROUP);

    assertThat(outlet.told()).containsExactly("hello", "unread");
  }

  @Test
  void theHelloIsTheClientsOwnPlaceEvenIfAGapWillFollow() {
    ConnectionRig small = new ConnectionRig(Policies.count(2));
    Position held = small.memory.publish(GROUP, "read").position();
    small.publish(GROUP, "a", "b", "c");
    FakeOutlet outlet = FakeOutlet.slow();

    small.connect(ConnectionProfile.FRAMED, outlet, new Start.After(held), GROUP);

    assertThat(((Outgoing.Hello) outlet.last()).cursor()).isEqualTo(Cursor.of(GROUP, held));
    small.take(outlet);
    assertThat(outlet.told()).containsExactly("hello", "gap 2-2 retention", "b", "c");
  }

  @Test
  void anAnswerThatIsReadyBeforeTheBeginningFollowsTheHello() {
    FakeOutlet outlet = FakeOutlet.quick();
    ClientConnection connection = rig.open(ConnectionProfile.FRAMED, outlet, null);

    connection.reply(new Outgoing.Reply("early", new Answer.Done(null)));
    rig.workers.run();
    rig.start(connection, new Start.Now(), GROUP);

    assertThat(outlet.told()).containsExactly("hello", FakeOutlet.done("early"));
  }

  @Test
  void aGroupThatIsReadAlreadyIsNotReadTwice() {
    FakeOutlet outlet = FakeOutlet.quick();
    ClientConnection connection = rig.open(ConnectionProfile.FRAMED, outlet, null);

    connection
        .shard()
        .execute(() -> connection.join(List.of(rig.reader(connection, GROUP, new Start.Now()))));
    rig.workers.run();
    rig.start(connection, new Start.Now(), GROUP, OTHER);
    rig.publish(GROUP, "once");

    assertThat(outlet.told()).containsExactly("hello", "once");
    assertThat(rig.memory.layer().statistics().readers()).isEqualTo(2);
  }

  @Test
  void whoJoinsAndLeavesIsToldWhatWasPublishedBetween() {
    FakeOutlet outlet = FakeOutlet.quick();
    ClientConnection connection = rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);

    rig.publish(OTHER, "too early");
    connection
        .shard()
        .execute(() -> connection.join(List.of(rig.reader(connection, OTHER, new Start.Now()))));
    rig.workers.run();
    rig.publish(OTHER, "in time");
    connection.shard().execute(() -> connection.leave(List.of(OTHER)));
    rig.workers.run();
    rig.publish(OTHER, "too late");

    assertThat(outlet.told()).containsExactly("hello", "in time");
    assertThat(rig.memory.layer().statistics().readers()).isEqualTo(1);
  }

  @Test
  void aConnectionReadsAtMostSixteenGroups() {
    FakeOutlet outlet = FakeOutlet.quick();
    ClientConnection connection = rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);

    List<Boolean> taken =
        IntStream.range(0, 16)
            .mapToObj(i -> new GroupName("g" + i))
            .map(g -> connection.join(List.of(rig.reader(connection, g, new Start.Now()))))
            .toList();

    assertThat(taken).containsSequence(true, false).endsWith(false);
    assertThat(rig.memory.layer().statistics().readers()).isEqualTo(16);
  }

  @Test
  void clientsAtTheSamePlaceShareWhatIsEncoded() {
    WireFormat<Slice, Integer> format =
        new WireFormat<>("for this test", slice -> slice.publications().size(), encoded -> 4);
    List<FakeOutlet> outlets = IntStream.range(0, 10).mapToObj(i -> FakeOutlet.quick()).toList();
    outlets.forEach(o -> rig.connect(ConnectionProfile.FRAMED, o, GROUP));

    rig.publish(GROUP, "a", "b");

    for (FakeOutlet outlet : outlets) {
      assertThat(((Outgoing.Publications) outlet.last()).slice().encoded(format)).isEqualTo(2);
    }
    assertThat(format.encodings()).as("once for each of two shards").isEqualTo(2);
    assertThat(rig.connections.delivered()).isEqualTo(20);
  }

  @Test
  void whatIsSentToItsChannelIsToldInOrder() {
    FakeOutlet outlet = FakeOutlet.slow();
    ClientConnection connection = rig.open(ConnectionProfile.FRAMED, outlet, null);
    var mailbox = rig.mailbox(connection);
    connection.start(List.of(), mailbox);
    rig.workers.run();

    rig.memory.send(mailbox, "one");
    rig.memory.send(mailbox, "two");
    rig.workers.run();
    rig.take(outlet);
    rig.take(outlet);

    assertThat(outlet.told()).containsExactly("hello", "message one", "message two");
    assertThat(((Outgoing.Hello) outlet.written().get(0)).channel()).isEqualTo(mailbox.name());
  }
}
