package org.fanfare.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.publish.PublishRig.OPEN;
import static org.fanfare.publish.PublishRig.OPEN_TOO;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.fanfare.connection.Answer;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.ConnectionProfile;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outgoing;
import org.fanfare.layer.Start;
import org.fanfare.log.Epoch;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.protocol.BareEncoder;
import org.fanfare.transport.EncodedOutlet;
import org.junit.jupiter.api.Test;

/** Messages leave as they are, a frame each, one after the other; what cannot be told ends it. */
final class EndpointWireTest {
  private final SocketRig rig = new SocketRig();
  private final FakeSession session = new FakeSession();

  private ClientConnection connect(GroupName... groups) {
    return connect(new Start.Now(), groups);
  }

  private ClientConnection connect(Start start, GroupName... groups) {
    return rig.connect(
        ConnectionProfile.BARE,
        new EncodedOutlet(new BareEncoder(), new EndpointWire(session.session(), rig.sockets)),
        start,
        groups);
  }

  @Test
  void aMessageLeavesAsItIs() {
    session.atOnce = true;
    connect(OPEN);

    rig.memory.publish(OPEN, "one");
    rig.memory.publish(OPEN, Message.json(MediaType.JSON, "{\"two\":2}"));
    rig.memory.publish(
        OPEN, Message.bytes(MediaType.BYTES, "three".getBytes(StandardCharsets.UTF_8)));

    assertThat(session.calls).containsExactly("text one", "text {\"two\":2}", "bytes three");
  }

  @Test
  void bytesAreSentToEachClientFromTheirBeginning() {
    session.atOnce = true;
    connect(OPEN);
    connect(OPEN);

    rig.memory.publish(
        OPEN, Message.bytes(MediaType.BYTES, "one".getBytes(StandardCharsets.UTF_8)));

    assertThat(session.calls).containsExactly("bytes one", "bytes one");
  }

  @Test
  void ofARunTheNextLeavesWhenTheLastIsSent() {
    connect(OPEN);
    rig.publish(OPEN, "one");
    rig.publish(OPEN, "two", "three");
    assertThat(session.calls).containsExactly("text one");

    session.sent();
    rig.publish(OPEN, "four");
    assertThat(session.calls).containsExactly("text one", "text two");
    session.sent();
    assertThat(session.calls).endsWith("text two", "text three");
    session.sent();
    assertThat(session.calls).endsWith("text three", "text four");
    session.sent();

    assertThat(session.calls).hasSize(4);
  }

  @Test
  void ofSeveralGroupsAllLeave() {
    connect(OPEN, OPEN_TOO);
    rig.publish(OPEN, "one");
    rig.publish(OPEN_TOO, "two", "three");
    rig.publish(OPEN, "four");

    session.sent();
    session.sent();
    session.sent();
    session.sent();

    assertThat(session.calls)
        .hasSize(4)
        .startsWith("text one")
        .containsSubsequence("text two", "text three")
        .contains("text four");
  }

  @Test
  void aRunOfAnyLengthNeedsNoDeeperStack() {
    List<String> texts = IntStream.range(0, 500).mapToObj(i -> "" + i).toList();
    connect(OPEN);
    rig.publish(OPEN, "first");
    texts.forEach(text -> rig.publish(OPEN, text));

    session.atOnce = true;
    session.sent();

    assertThat(session.calls.subList(1, 501))
        .isEqualTo(texts.stream().map(text -> "text " + text).toList());
    var depths = session.depths.stream().skip(1).mapToLong(depth -> depth).summaryStatistics();
    assertThat(depths.getMax() - depths.getMin()).isLessThan(50);
  }

  @Test
  void afterASendThatFailedNothingMoreIsSent() {
    connect(OPEN);
    rig.publish(OPEN, "one");
    rig.publish(OPEN, "two", "three", "four");
    session.sent();

    session.failed();

    assertThat(session.calls).containsExactly("text one", "text two", "close 1001 going-away");
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void afterTheServerHasSaidThatItIsOverNothingIsSent() {
    EndpointWire wire = new EndpointWire(session.session(), rig.sockets);
    rig.connect(
        ConnectionProfile.BARE, new EncodedOutlet(new BareEncoder(), wire), new Start.Now(), OPEN);
    wire.gone();

    rig.publish(OPEN, "one");
    rig.pass(SocketRig.HEARTBEAT);

    assertThat(session.calls).containsExactly("close 1001 going-away");
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void aSessionThatThrowsIsGone() {
    connect(OPEN);
    session.broken = new IllegalStateException("for this test");

    rig.publish(OPEN, "one");

    assertThat(rig.connections.count()).isZero();
    assertThat(rig.sockets.closers().count()).isZero();
  }

  @Test
  void bytesForASessionThatThrowsAreLostWithIt() {
    connect(OPEN);
    session.broken = new IllegalStateException("for this test");

    rig.memory.publish(OPEN, Message.bytes(MediaType.BYTES, new byte[1]));

    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void aSignOfLifeIsAPingThatAWorkerSends() {
    session.atOnce = true;
    rig.workersAreBusy = true;
    connect(OPEN);

    rig.pass(SocketRig.HEARTBEAT);
    rig.publish(OPEN, "one");
    assertThat(session.calls).isEmpty();
    rig.work.remove().run();

    assertThat(session.calls).containsExactly("ping with 8 bytes", "text one");
    assertThat(rig.work).isEmpty();
  }

  @Test
  void aPingThatCannotBeSentIsTheEnd() {
    connect(OPEN);
    session.broken = new IllegalStateException("for this test");

    rig.pass(SocketRig.HEARTBEAT);

    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void withoutWorkersAPingIsTheEnd() {
    connect(OPEN);
    rig.workersHaveStopped = true;

    rig.pass(SocketRig.HEARTBEAT);

    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void aGapClosesItBeforeTheNextMessage() {
    session.atOnce = true;
    rig.publish(OPEN, "one", "two");

    connect(new Start.After(new Position(new Epoch(1), 5)), OPEN);
    rig.publish(OPEN, "three");

    assertThat(session.calls).containsExactly("close 4001 gap open.a 6- epoch");
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void nothingIsSaidButTheCloseAndItsReason() {
    session.atOnce = true;
    ClientConnection connection = connect(OPEN);

    connection.reply(
        new Outgoing.Reply("an answer that this face has no words for", new Answer.Done(null)));
    connection.close(Ended.refused("because"), 1000);

    assertThat(session.calls).containsExactly("close 1008 because");
  }

  @Test
  void aSessionThatIsClosedIsNotClosedAgain() {
    ClientConnection connection = connect(OPEN);
    session.open = false;

    connection.gone();

    assertThat(session.calls).isEmpty();
    assertThat(rig.connections.count()).isZero();
  }
}
