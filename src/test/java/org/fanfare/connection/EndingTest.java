package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.connection.ConnectionRig.GROUP;
import static org.fanfare.connection.ConnectionRig.MAX_REPLIES;
import static org.fanfare.connection.ConnectionRig.OTHER;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.layer.LayerStatistics;
import org.fanfare.layer.Start;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However a connection ends, nothing of it stays. */
@Law(7)
final class EndingTest {
  private final ConnectionRig rig = new ConnectionRig();

  @AfterEach
  void nothingStays() {
    LayerStatistics held = rig.memory.layer().statistics();
    assertThat(held.readers()).isZero();
    assertThat(held.mailboxes()).isZero();
    assertThat(rig.connections.count()).isZero();
    for (Transport transport : Transport.values()) {
      assertThat(rig.connections.count(transport)).isZero();
    }
  }

  @Test
  void aClientThatIsGoneIsLetGoOf() {
    FakeOutlet outlet = FakeOutlet.slow();
    ClientConnection connection = rig.open(ConnectionProfile.FRAMED, outlet, null);
    connection.start(
        List.of(
            rig.reader(connection, GROUP, new Start.Now()),
            rig.reader(connection, OTHER, new Start.Now())),
        rig.mailbox(connection));
    rig.workers.run();
    assertThat(rig.connections.count(Transport.WEBSOCKET)).isEqualTo(1);
    assertThat(rig.memory.layer().statistics().readers()).isEqualTo(2);

    connection.gone();
    connection.gone();
    rig.workers.run();

    assertThat(outlet.closed()).isEqualTo(Ended.GONE);
  }

  /** Rule P45: its client is served by the other one. */
  @Test
  void aConnectionThatIsReplacedBeforeItBeginsIsNotRefused() {
    FakeOutlet outlet = FakeOutlet.quick();
    ClientConnection connection = rig.open(ConnectionProfile.POLL, outlet, null);

    connection.close(Ended.REPLACED, 0);
    rig.workers.run();

    assertThat(outlet.last()).isInstanceOf(Outgoing.Farewell.class);
    assertThat(outlet.closed()).isEqualTo(Ended.REPLACED);
  }

  @Test
  void aWriteThatFailsEndsTheConnection() {
    FakeOutlet outlet = FakeOutlet.slow();
    rig.connect(ConnectionProfile.STREAM, outlet, GROUP);

    outlet.fail();
    rig.workers.run();

    assertThat(outlet.closed()).isEqualTo(Ended.GONE);
  }

  @Test
  void anOutletThatThrowsEndsItsConnectionAndNoOther() {
    FakeOutlet other = FakeOutlet.quick();
    FakeOutlet broken = FakeOutlet.quick();
    ClientConnection fine = rig.connect(ConnectionProfile.STREAM, other, GROUP);
    rig.connect(ConnectionProfile.STREAM, FakeOutlet.quick(), GROUP).gone();
    rig.connect(
        ConnectionProfile.STREAM, broken, GROUP); // on the same shard, and woken before the other

    broken.breakDown();
    rig.publish(GROUP, "1");

    assertThat(broken.closed()).isEqualTo(Ended.ERROR);
    assertThat(other.told()).containsExactly("hello", "1");
    fine.gone();
    rig.workers.run();
  }

  @Test
  void whatIsOpenedForAConnectionThatHasEndedIsClosedAgain() {
    FakeOutlet outlet = FakeOutlet.quick();
    ClientConnection connection = rig.open(ConnectionProfile.FRAMED, outlet, null);
    var mailbox = rig.mailbox(connection);
    var reader = rig.reader(connection, GROUP, new Start.Now());

    connection.gone();
    connection.start(List.of(reader), mailbox);
    rig.workers.run();
    boolean joined = connection.join(List.of(rig.reader(connection, OTHER, new Start.Now())));
    rig.workers.run();

    assertThat(joined).isFalse();
    assertThat(outlet.told()).isEmpty();
  }

  @Test
  void aConnectionWhoseTransportFailsToCloseIsLetGoAllTheSame() {
    FakeOutlet outlet = FakeOutlet.slow();
    ClientConnection connection = rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);
    outlet.breakDown();

    connection.gone();
    rig.workers.run();

    assertThat(outlet.closed()).isEqualTo(Ended.GONE);
  }

  @Test
  void aConnectionThatEndsBeforeItBeganIsClosedWithTheReason() {
    FakeOutlet outlet = FakeOutlet.quick();
    ClientConnection connection = rig.open(ConnectionProfile.FRAMED, outlet, null);

    connection.close(Ended.FULL, 5);
    rig.workers.run();

    assertThat(outlet.closed()).isEqualTo(Ended.FULL);
  }

  @Test
  void aFarewellFollowsTheAnswersThatWaitAndIsTheLast() {
    FakeOutlet outlet = FakeOutlet.slow();
    ClientConnection connection = rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);
    connection.reply(new Outgoing.Reply("a", new Answer.Done(null)));
    rig.publish(GROUP, "unread");

    connection.close(Ended.FULL, 5);
    connection.close(Ended.ERROR, 6);
    rig.workers.run();
    IntStream.range(0, 3).forEach(i -> rig.take(outlet));

    assertThat(outlet.told()).containsExactly("hello", FakeOutlet.done("a"), "farewell 1013");
    assertThat(outlet.closed()).isEqualTo(Ended.FULL);
  }

  @Test
  void whoAsksWithoutReadingTheAnswersIsEnded() {
    FakeOutlet outlet = FakeOutlet.slow();
    ClientConnection connection = rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);

    IntStream.range(0, MAX_REPLIES)
        .forEach(i -> connection.reply(new Outgoing.Reply("a" + i, new Answer.Done(null))));
    rig.workers.run();
    assertThat(outlet.closed()).isNull();
    connection.reply(new Outgoing.Reply("one too many", new Answer.Done(null)));
    rig.workers.run();

    assertThat(outlet.closed().code()).isEqualTo(1008);
  }

  @Test
  @Law(6)
  void repliesHaveABoundInBytesAndOneIsAlwaysKept() {
    ConnectionRig small = new ConnectionRig(SocketLimits.replyBytes(1000));
    FakeOutlet outlet = FakeOutlet.slow();
    ClientConnection connection = small.connect(ConnectionProfile.FRAMED, outlet, GROUP);
    Outgoing.Reply large = rejected("x".repeat(2000));

    connection.reply(large);
    small.workers.run();
    assertThat(outlet.closed()).isNull();
    assertThat(small.connections.replyBytes()).isGreaterThan(2000);
    small.take(outlet); // its client has read the hello, and is sent the reply
    assertThat(small.connections.replyBytes()).isZero();
    connection.reply(rejected("short"));
    connection.reply(large);
    small.workers.run();

    assertThat(outlet.closed()).isEqualTo(Ended.refused("it asks without reading the answers"));
    assertThat(small.connections.replyBytes()).isZero();
  }

  private static Outgoing.Reply rejected(String detail) {
    return new Outgoing.Reply("a", new Answer.Rejected(new Problem(Status.INVALID_NAME, detail)));
  }

  @Test
  void whoReadsTheAnswersMayGoOnAsking() {
    FakeOutlet outlet = FakeOutlet.slow();
    ClientConnection connection = rig.connect(ConnectionProfile.FRAMED, outlet, GROUP);

    List<String> expected = new ArrayList<>(List.of("hello"));
    for (int i = 0; i < 5 * MAX_REPLIES; i++) {
      connection.reply(new Outgoing.Reply("a" + i, new Answer.Done(null)));
      expected.add(FakeOutlet.done("a" + i));
      rig.workers.run();
      rig.take(outlet);
    }
    rig.take(outlet);

    assertThat(outlet.told()).containsExactlyElementsOf(expected);
    connection.gone();
    rig.workers.run();
  }
}
