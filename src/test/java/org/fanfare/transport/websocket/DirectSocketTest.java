package org.fanfare.transport.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.publish.PublishRig.OPEN;
import static org.fanfare.publish.PublishRig.OPEN_TOO;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.fanfare.harness.ClientFrames;
import org.fanfare.publish.PublishRig;
import org.fanfare.session.StartPositions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames in and out of an upgraded connection, and what a frame that is none brings. */
final class DirectSocketTest {
  private static final int TEXT = 0x81;
  private static final int PART = 0x01;
  private static final int END = 0x80;
  private static final int BINARY = 0x82;
  private static final int PING = 0x89;
  private static final int PONG = 0x8A;
  private static final int DEFLATED = 0x40;

  private final SocketRig rig = new SocketRig();
  private final DirectClient client = new DirectClient(rig, false, OPEN);

  private static ClientFrames frames() {
    return new ClientFrames();
  }

  @Test
  void messagesLeaveAsFrames() {
    rig.publish(OPEN, "one", "two");

    assertThat(client.said()).containsExactly("text one", "text two");
  }

  @Test
  void whatIsPublishedBetweenTheHandshakeAndTheFirstWriteLeavesToo() {
    DirectClient slow = new DirectClient(rig, false, OPEN);
    slow.out.room = false;

    rig.publish(OPEN, "one");
    rig.publish(OPEN, "two", "three");
    slow.takes();

    assertThat(slow.said()).containsExactly("text one", "text two", "text three");
  }

  @Test
  void framesArePublishedHoweverTheyAreCut() {
    byte[] bytes =
        frames()
            .text("one")
            .frame(PART, "tw".getBytes(UTF_8))
            .frame(PONG, new byte[0])
            .frame(END, "o".getBytes(UTF_8))
            .frame(BINARY, "three".getBytes(UTF_8))
            .bytes();

    for (byte one : bytes) {
      client.in.arrive(new byte[] {one});
    }

    assertThat(rig.publishing.texts(OPEN)).containsExactly("one", "two", "three");
    assertThat(client.said()).containsExactly("text one", "text two", "binary three");
  }

  @Test
  void moreThanABufferIsReadAtOnce() {
    ClientFrames many = frames();
    for (int i = 0; i < 100; i++) {
      many.text("x".repeat(SocketRig.MAX_SIZE));
    }

    client.sends(many);

    assertThat(rig.publishing.texts(OPEN)).hasSize(100);
  }

  @Test
  void aPingIsAnsweredWithWhatItSaid() {
    client.sends(frames().frame(PING, "are you there?".getBytes(UTF_8)));

    assertThat(client.said()).containsExactly("pong are you there?");
  }

  @Test
  void aClientOfTheSubprotocolIsToldWhereItIsAndAnswered() {
    DirectClient framed = new DirectClient(rig, true, OPEN);

    framed.sends(frames().text("{\"publish\":{\"id\":\"7\",\"text\":\"one\"}}"));
    framed.sends(frames().text("{\"join\":{\"groups\":[\"open.b\"]}}"));
    rig.publish(OPEN_TOO, "two");

    assertThat(framed.said()).hasSize(4);
    assertThat(framed.said().get(0))
        .startsWith("text {\"hello\":{")
        .contains("\"heartbeat\":25000");
    assertThat(framed.said().subList(1, 3))
        .anyMatch(frame -> frame.contains("\"id\":\"7\",\"status\":202"))
        .anyMatch(frame -> frame.contains("\"text\":\"one\""));
    assertThat(framed.said().get(3)).contains("\"text\":\"two\"");
    assertThat(rig.memory.layer().statistics().mailboxes()).isEqualTo(1);
  }

  static Stream<Arguments> faults() {
    byte[] tooLarge = new byte[SocketRig.MAX_SIZE + 1];
    return Stream.of(
        fault("not masked", frames().raw(TEXT, 1, 'x'), "1002 protocol: a client's frame must"),
        fault("a reserved bit", frames().frame(TEXT | 0x20, new byte[0]), "1002 protocol: a res"),
        fault("a ping in parts", frames().frame(PING & 0x7F, new byte[0]), "1002 protocol: a con"),
        fault("no such opcode", frames().frame(0x83, new byte[0]), "1002 protocol: an unknown"),
        fault("a continuation", frames().frame(END, new byte[0]), "1002 protocol: a continuation"),
        fault("half a close code", frames().frame(0x88, new byte[1]), "1002 protocol: half of a"),
        fault("no close code", frames().close(1005, ""), "1002 protocol: no close code: 1005"),
        fault("not UTF-8", frames().frame(TEXT, "\u00ff".getBytes(ISO_8859_1)), "1007 invalid-t"),
        fault(
            "not agreed on", frames().frame(TEXT | DEFLATED, new byte[0]), "1002 protocol: a res"),
        fault("too large", frames().frame(BINARY, tooLarge), "1009 too-large"),
        fault("to be too large", frames().header(BINARY, Long.MAX_VALUE), "1009 too-large"));
  }

  private static Arguments fault(String name, ClientFrames frames, String reason) {
    return Arguments.of(name, frames, "close " + reason);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aFaultIsToldAndWhatFollowsIsNotRead(String name, ClientFrames frames, String reason) {
    client.sends(frames().text("before"));
    client.sends(frames);
    client.sends(frames().text("after"));
    rig.publish(OPEN, "later");

    assertThat(client.said()).as(name).hasSize(2).first().isEqualTo("text before");
    assertThat(client.said().get(1)).startsWith(reason);
    assertThat(rig.publishing.texts(OPEN)).containsExactly("before", "later");
    assertThat(rig.connections.count()).isZero();
    assertThat(client.in.unread()).isZero();
  }

  @Test
  void whatIsSaidToBeDeflatedAndIsNotIsTheEnd() {
    DirectClient deflating = DirectClient.deflating(rig, OPEN);

    deflating.sends(frames().frame(TEXT | DEFLATED, "\u00ff".getBytes(UTF_8)));

    assertThat(deflating.said()).hasSize(1);
    assertThat(deflating.said().get(0)).startsWith("close 1007 invalid-data");
  }

  @Test
  void onlyThoseWhoAgreedOnItAreSentWhatIsDeflated() {
    DirectClient deflating = DirectClient.deflating(rig, OPEN);

    rig.publish(OPEN, "x".repeat(10_000));

    assertThat(client.said()).hasSize(1).first().asString().startsWith("text xxx");
    assertThat(deflating.said()).hasSize(1).first().asString().startsWith("deflated text of ");
  }

  @Test
  void aMessageThatIsRefusedIsTheEndWithItsReason() {
    DirectClient other = new DirectClient(rig, false, PublishRig.CLOSED);

    other.sends(frames().text("one"));

    assertThat(other.said()).hasSize(1).first().asString().startsWith("close 1008 to publish to");
  }

  @Test
  void aConnectionAboveTheBoundIsRefused() {
    new DirectClient(rig, false, OPEN);

    DirectClient third = new DirectClient(rig, false, OPEN);

    assertThat(third.said()).containsExactly("close 1013 overloaded");
    assertThat(rig.connections.count()).isEqualTo(2);
  }

  @Test
  void whatWasOverBeforeItBeganIsClosed() {
    DirectSocket socket = new DirectSocket();
    List<String> calls = new ArrayList<>();

    socket.init(
        new WebConnection() {
          @Override
          public ServletInputStream getInputStream() {
            throw new AssertionError("it is not to be read");
          }

          @Override
          public ServletOutputStream getOutputStream() {
            throw new AssertionError("it is not to be written");
          }

          @Override
          public void close() {
            calls.add("close");
          }
        });

    assertThat(calls).containsExactly("close");
    assertThat(socket.handshake()).isNull();
  }

  @Test
  void whatTheContainerHasLetGoOfIsNothingAnyMore() throws IOException {
    client.socket.destroy();

    client.socket.onDataAvailable();
    client.socket.onAllDataRead();
    client.socket.onError(new IOException("for this test"));
    client.socket.text("one");
    client.socket.binary(new byte[1]);
    client.socket.ping(new byte[1]);
    rig.publish(OPEN, "two");

    assertThat(rig.connections.count()).isZero();
    assertThat(rig.memory.layer().statistics().readers()).isZero();
    assertThat(rig.publishing.texts(OPEN)).containsExactly("two");
    assertThat(client.said()).isEmpty();
  }

  @Test
  void whoBeginsLateIsToldSoByTheFirstFrameAndMissesNothing() {
    CompletableFuture<StartPositions> starts = new CompletableFuture<>();
    DirectClient late = DirectClient.late(rig, starts, false, OPEN);
    rig.publish(OPEN, "one");
    assertThat(late.said()).as("what would take the 101 along").isEmpty();

    starts.complete(StartPositions.parse("start", null));

    assertThat(late.said()).containsExactly("pong ", "text one");
    assertThat(client.said())
        .as("who knew its place is told by the 101")
        .containsExactly("text one");
  }

  @Test
  void whoBeginsLateWithASubprotocolIsToldSoByItsHello() {
    CompletableFuture<StartPositions> starts = new CompletableFuture<>();
    DirectClient late = DirectClient.late(rig, starts, true, OPEN);
    assertThat(late.said()).isEmpty();

    starts.complete(StartPositions.NOW);

    assertThat(late.said()).hasSize(1).first().asString().startsWith("text {\"hello\":");
  }
}
