package org.fanfare.transport.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.publish.PublishRig.OPEN;
import static org.fanfare.transport.websocket.SocketRig.BEGUN_TOTAL;
import static org.fanfare.transport.websocket.SocketRig.HEARTBEAT;
import static org.fanfare.transport.websocket.SocketRig.TIMEOUT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.fanfare.connection.Ended;
import org.fanfare.connection.FakeOutlet;
import org.fanfare.gate.Law;
import org.fanfare.harness.ClientFrames;
import org.fanfare.session.SocketSession;
import org.fanfare.transport.UnfinishedMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is held of a message that has begun and is not whole, with either way to carry a socket. */
final class UnfinishedMessageTest {
  private static final int PART = 0x01;
  private static final int MORE = 0x00;
  private static final int END = 0x80;
  private static final int DEFLATED = 0x40;
  private static final String LATE =
      "unfinished: a message must be whole within 30000 ms (fanfare.publish.timeout)";
  private static final String FULL =
      "overloaded: too much of messages has begun (fanfare.message.begun-total)";

  private final SocketRig rig = new SocketRig();

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  private static ClientFrames frame(int first, String text) {
    return new ClientFrames().frame(first, text.getBytes(UTF_8));
  }

  /** A socket of an endpoint, which publishes to {@code open.a}. */
  private GroupSocket endpoint(FakeOutlet outlet) {
    SocketSession session = rig.session(outlet, OPEN);
    return new GroupSocket(
        new EndpointWire(new FakeSession().session(), rig.sockets), session, rig.begun);
  }

  private UnfinishedMessage others() {
    return rig.begun.ofSocket(() -> {});
  }

  @Test
  void whatIsWholeAtOnceNeedsNoPlace() {
    DirectClient client = new DirectClient(rig, false, OPEN);
    GroupSocket endpoint = endpoint(FakeOutlet.quick());
    assertThat(others().hold(BEGUN_TOTAL - 256)).isTrue();

    client.sends(frame(PART, "in ").frame(END, "parts".getBytes(UTF_8)));
    endpoint.text("whole", true);

    assertThat(rig.publishing.texts(OPEN)).containsExactly("in parts", "whole");
  }

  @Test
  @Law(6)
  void whatHasNoPlaceClosesItsUpgradedSocketSoThatItComesBack() {
    DirectClient client = new DirectClient(rig, false, OPEN);
    assertThat(others().hold(BEGUN_TOTAL - 256)).isTrue();

    client.sends(frame(PART, "no place"));
    client.sends(frame(END, "for it"));

    assertThat(client.said()).containsExactly("close 1013 " + FULL);
    assertThat(rig.publishing.texts(OPEN)).isEmpty();
    assertThat(rig.begun.used()).isEqualTo(BEGUN_TOTAL);
  }

  @Test
  @Law(6)
  void whatHasNoPlaceClosesItsEndpointSoThatItComesBack() {
    FakeOutlet outlet = FakeOutlet.quick();
    GroupSocket endpoint = endpoint(outlet);
    assertThat(others().hold(BEGUN_TOTAL - 256)).isTrue();

    endpoint.text("no place ", false);
    endpoint.text("for it", true);

    assertThat(outlet.closed()).isEqualTo(Ended.BEGUN_TOTAL);
    assertThat(Ended.BEGUN_TOTAL.text()).isEqualTo(FULL);
    assertThat(rig.publishing.texts(OPEN)).isEmpty();
    assertThat(rig.begun.used()).isEqualTo(BEGUN_TOTAL);
  }

  @Test
  @Law(7)
  void aMessageWhosePartsComeForeverEndsItsUpgradedSocket() {
    DirectClient client = new DirectClient(rig, false, OPEN);
    client.sends(frame(PART, "be"));
    Duration step = HEARTBEAT.dividedBy(2);
    for (Duration past = step; past.compareTo(TIMEOUT) <= 0; past = past.plus(step)) {
      rig.pass(step);
      client.sends(frame(MORE, "gun"));
      assertThat(rig.begun.used()).isPositive();
    }

    rig.pass(step);

    assertThat(client.said()).endsWith("close 4004 " + LATE);
    assertThat(rig.begun.used()).isZero();
    client.sends(frame(END, "late"));
    rig.pass(Duration.ofMillis(150));
    assertThat(client.closed()).isEqualTo(1);
    assertThat(rig.publishing.texts(OPEN)).isEmpty();
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  @Law(7)
  void aMessageWhosePartsComeForeverEndsItsEndpoint() {
    FakeOutlet outlet = FakeOutlet.quick();
    GroupSocket endpoint = endpoint(outlet);
    endpoint.text("be", false);
    Duration step = HEARTBEAT.dividedBy(2);
    for (Duration past = step; past.compareTo(TIMEOUT) <= 0; past = past.plus(step)) {
      rig.pass(step);
      endpoint.text("gun", false);
      assertThat(rig.begun.used()).isPositive();
    }

    rig.pass(step);

    assertThat(outlet.closed()).extracting(Ended::code, Ended::text).containsExactly(4004, LATE);
    assertThat(rig.begun.used()).isZero();
    endpoint.text("late", true);
    assertThat(rig.publishing.texts(OPEN)).isEmpty();
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  @Law(7)
  void eachMessageHasItsOwnTimeEvenIfTheNextBeginsInTheSamePiece() {
    DirectClient client = new DirectClient(rig, false, OPEN);
    client.sends(frame(PART, "0"));
    for (int i = 0; i < 4; i++) {
      rig.pass(TIMEOUT.dividedBy(3).multipliedBy(2));
      client.sends(frame(END, ".").frame(PART, new byte[] {'n'}));
    }

    assertThat(rig.publishing.texts(OPEN)).containsExactly("0.", "n.", "n.", "n.");
    assertThat(client.closed()).isZero();
  }

  @Test
  @Law(7)
  void aClientThatVanishesInAMessageLeavesNothing() {
    DirectClient client = new DirectClient(rig, false, OPEN);
    GroupSocket endpoint = endpoint(FakeOutlet.quick());
    client.sends(frame(PART, "begun"));
    endpoint.text("begun", false);
    assertThat(rig.begun.used()).isPositive();

    client.in.fail();
    endpoint.gone();

    assertThat(rig.begun.used()).isZero();
  }

  @Test
  void whatADeflatedMessageTakesOutsideTheHeapIsCounted() {
    DirectClient client = DirectClient.deflating(rig, OPEN);

    client.sends(frame(PART | DEFLATED, "\u0001"));

    assertThat(rig.begun.used()).isGreaterThan(40 * 1024);
    client.in.fail();
    assertThat(rig.begun.used()).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @Law(6)
  void whateverIsSentTheTotalIsNeverPassedAndNothingIsLeftOfIt(long seed) {
    Random random = new Random(seed);
    List<UnfinishedMessage> others = new ArrayList<>();
    DirectClient client = DirectClient.deflating(rig, OPEN);
    for (int i = 0; i < 300; i++) {
      if (random.nextInt(20) == 0) {
        others.add(others());
        others.get(others.size() - 1).hold(random.nextInt(BEGUN_TOTAL / 4));
      } else if (random.nextInt(20) == 0) {
        others.forEach(UnfinishedMessage::end);
      }
      byte[] bytes = anyFrame(random).bytes();
      int cut = random.nextInt(bytes.length + 1);
      client.sends(new ClientFrames().raw(ints(Arrays.copyOf(bytes, cut))));
      client.sends(new ClientFrames().raw(ints(Arrays.copyOfRange(bytes, cut, bytes.length))));
      assertThat(rig.begun.used()).isBetween(0L, (long) BEGUN_TOTAL);
      if (rig.connections.count() == 0) {
        client.in.fail();
        client = DirectClient.deflating(rig, OPEN);
      }
    }
    others.forEach(UnfinishedMessage::end);
    client.in.fail();

    assertThat(rig.begun.used()).isZero();
  }

  private static ClientFrames anyFrame(Random random) {
    int kind = random.nextInt(8);
    int first = new int[] {0x81, 0x82, PART, 0x02, MORE, END, 0x89, 0x82 | DEFLATED}[kind];
    return new ClientFrames().frame(first, new byte[random.nextInt(100)]);
  }

  private static int[] ints(byte[] bytes) {
    int[] ints = new int[bytes.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = bytes[i] & 0xFF;
    }
    return ints;
  }
}
