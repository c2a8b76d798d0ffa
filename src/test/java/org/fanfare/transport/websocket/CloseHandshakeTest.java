package org.fanfare.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.publish.PublishRig.OPEN;
import static org.fanfare.transport.websocket.SocketRig.HEARTBEAT;

import java.time.Duration;
import org.fanfare.harness.ClientFrames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How an upgraded connection ends: who says it first, who does not answer, and when TCP ends. */
final class CloseHandshakeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration MOMENT = Duration.ofMillis(150);
  private static final Duration TICK = Duration.ofNanos(1);

  private final SocketRig rig = new SocketRig();
  private final DirectClient client = new DirectClient(rig, false, OPEN);

  /** Whatever has happened: when everything is over nothing is left, and TCP was ended once. */
  @AfterEach
  void nothingIsLeft() {
    rig.pass(PATIENCE.plus(HEARTBEAT).multipliedBy(3));
    rig.pass(PATIENCE);
    assertThat(client.closed()).isEqualTo(1);
    assertThat(client.closedInUse()).isFalse();
    assertThat(rig.connections.count()).isZero();
    assertThat(rig.memory.layer().statistics().readers()).isZero();
    assertThat(rig.sockets.closers().count()).isZero();
  }

  private static ClientFrames close() {
    return new ClientFrames().close(1000, "bye");
  }

  @Test
  void aCloseIsAnsweredWithItsCodeThenTcpEnds() {
    client.out.room = false;
    client.sends(close());
    client.sends(new ClientFrames().text("late"));
    assertThat(rig.connections.count()).isZero();
    assertThat(client.closed()).isZero();

    client.takes();

    assertThat(client.said()).containsExactly("close 1000 ");
    assertThat(client.closed()).isEqualTo(1);
    assertThat(rig.publishing.texts(OPEN)).isEmpty();
  }

  @Test
  void tcpEndsOnlyWhenWhoReadsHasSeenThatThereIsNothingMore() {
    client.in.whileTellingThatThereIsNothing(() -> assertThat(client.closed()).isZero());

    client.sends(close());

    assertThat(client.said()).containsExactly("close 1000 ");
    assertThat(client.closed()).isEqualTo(1);
  }

  @Test
  void whoReadsStopsWhenTcpIsToEndThoughMoreIsThere() {
    client.in.whileGivingBytes(
        () -> {
          client.in.arrive(new ClientFrames().text("more").bytes());
          client.socket.handshake().endTcp();
        });

    client.sends(new ClientFrames().text("one"));

    assertThat(client.in.unread()).isPositive();
    assertThat(client.closed()).isEqualTo(1);
  }

  @Test
  void tcpEndsOnlyWhenTheWriteThatIsUnderWayHasReturned() {
    client.out.atEachFlush =
        () -> {
          client.socket.handshake().endTcp();
          assertThat(client.closed()).isZero();
        };

    rig.publish(OPEN, "one");

    assertThat(client.said()).containsExactly("text one");
    assertThat(client.closed()).isEqualTo(1);
  }

  @Test
  void nothingIsReadOrWrittenAfterTcpWasToEnd() {
    client.socket.handshake().endTcp();

    client.sends(new ClientFrames().text("late"));
    rig.publish(OPEN, "late too");

    assertThat(client.in.unread()).isPositive();
    assertThat(client.said()).isEmpty();
    client.in.end();
  }

  @Test
  void aCloseWithoutACodeIsAnsweredWithoutOne() {
    client.sends(new ClientFrames().frame(0x88, new byte[0]));

    assertThat(client.said()).containsExactly("close");
    assertThat(client.closed()).isEqualTo(1);
  }

  @Test
  void whoClosesAndDoesNotTakeTheAnswerIsWaitedForTwoSeconds() {
    client.out.room = false;
    client.sends(close());

    rig.pass(PATIENCE.minus(TICK));
    assertThat(client.closed()).isZero();
    rig.pass(TICK);

    assertThat(client.closed()).isEqualTo(1);
  }

  @Test
  void theServerSaysItsReasonAndTcpEndsWhenTheClientHasAnswered() {
    rig.connections.stop();
    assertThat(client.said()).containsExactly("close 1012 stopping");
    assertThat(client.closed()).isZero();

    client.sends(new ClientFrames().close(1012, ""));

    assertThat(client.said()).hasSize(1);
    assertThat(client.closed()).isEqualTo(1);
  }

  @Test
  void whatAClientSendsBeforeItsAnswerIsStillPublished() {
    rig.connections.stop();

    client.sends(new ClientFrames().text("one").close(1012, ""));

    assertThat(rig.publishing.texts(OPEN)).containsExactly("one");
    assertThat(client.closed()).isEqualTo(1);
  }

  @Test
  void whoDoesNotAnswerTheServersCloseIsWaitedForTwoSeconds() {
    rig.connections.stop();

    rig.pass(PATIENCE.minus(TICK));
    assertThat(client.closed()).isZero();
    rig.pass(TICK);

    assertThat(client.closed()).isEqualTo(1);
  }

  @Test
  void whoGoesWithoutAnsweringIsNotWaitedFor() {
    rig.connections.stop();

    client.in.end();

    assertThat(client.closed()).isEqualTo(1);
  }

  @Test
  void whatIsStuckBeforeTheServersCloseDoesNotKeepTcp() {
    client.out.room = false;
    rig.publish(OPEN, "one");
    rig.connections.stop();
    rig.connections.cutOff();

    rig.pass(PATIENCE.minus(TICK));
    assertThat(client.closed()).isZero();
    rig.pass(TICK);

    assertThat(client.closed()).isEqualTo(1);
    assertThat(client.said()).isEmpty();
  }

  @Test
  void whatIsStillClosingWhenTheNodeEndsIsCutOff() {
    rig.connections.stop();

    rig.upgrade.cutOff();

    assertThat(client.closed()).isEqualTo(1);
  }

  @Test
  void whoSaysNothingRightIsNotWaitedForLongerThanTheCloseNeedsToArrive() {
    client.sends(new ClientFrames().raw(0x81, 0));

    rig.pass(MOMENT.minus(TICK));
    assertThat(client.closed()).isZero();
    rig.pass(TICK);

    assertThat(client.closed()).isEqualTo(1);
  }

  @Test
  void aClientThatEndsTcpWithoutAWordIsGone() {
    client.in.end();

    assertThat(client.said()).isEmpty();
    assertThat(client.closed()).isEqualTo(1);
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void aClientThatEndsTcpWhileItSendsIsGone() {
    client.in.arrive(new ClientFrames().header(0x81, 100).bytes());
    client.in.end();

    assertThat(client.closed()).isEqualTo(1);
    assertThat(rig.publishing.texts(OPEN)).isEmpty();
  }

  @Test
  void aConnectionThatCannotBeReadIsGone() {
    client.in.fail();

    assertThat(client.closed()).isEqualTo(1);
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void aConnectionThatCannotBeWrittenIsGone() {
    client.out.breakDown();

    assertThat(client.closed()).isEqualTo(1);
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void aWriteThatFailsIsTheEnd() {
    client.out.recycled = true;

    rig.publish(OPEN, "one");

    assertThat(client.closed()).isEqualTo(1);
  }

  @Test
  void aClientThatShowsNoLifeIsCutOffWithoutAHandshake() {
    rig.pass(HEARTBEAT);
    assertThat(client.said()).containsExactly("ping with 8 bytes");

    rig.pass(HEARTBEAT.plus(TICK));

    assertThat(client.said()).last().isEqualTo("close 4002 heartbeat");
    assertThat(client.closed()).isEqualTo(1);
  }

  @Test
  void whateverComesIsASignOfLife() {
    rig.pass(HEARTBEAT);
    client.in.arrive(new ClientFrames().header(0x8A, 5).bytes()); // not even a whole frame

    rig.pass(HEARTBEAT.plus(TICK));

    assertThat(rig.connections.count()).isEqualTo(1);
    assertThat(client.closed()).isZero();
  }

  @Test
  void aCloseOfBothAtOnceIsOneHandshake() {
    client.out.room = false;
    rig.publish(OPEN, "one"); // stuck
    client.sends(close());
    rig.connections.stop();

    client.takes();

    assertThat(client.said()).containsExactly("text one", "close 1000 ");
    assertThat(client.closed()).isEqualTo(1);
  }
}
