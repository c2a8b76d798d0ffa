package org.fanfare.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.fanfare.connection.Answer;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outgoing;
import org.fanfare.encoding.Encoded;
import org.fanfare.log.Cursor;
import org.fanfare.log.Slice;
import org.fanfare.message.ChannelName;
import org.fanfare.message.Message;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rule P41: a frame is the same on each carrier, only its wrapping differs. Rules P45 and P48: what
 * ends only the carrier is no end of the session.
 */
final class SessionEncoderTest {
  private static final Duration HEARTBEAT = Duration.ofSeconds(25);

  private final AtomicLong taken = new AtomicLong(4);
  private final Encoder socket = SessionEncoder.ofSocket(HEARTBEAT, taken::get);
  private final Encoder stream = SessionEncoder.ofStream(HEARTBEAT, taken::get);
  private final Encoder answer = SessionEncoder.ofPoll(HEARTBEAT, taken::get);

  private static String text(Encoded encoded) {
    return new String(encoded.bytes(), UTF_8);
  }

  private void assertSame(Outgoing what, String frame) {
    assertThat(text(what.accept(socket))).isEqualTo(frame);
    assertThat(text(what.accept(stream))).isEqualTo("data: " + frame + "\n\n");
    assertThat(text(what.accept(answer))).isEqualTo("{\"frames\":[" + frame + "]}");
  }

  private void assertNothing(Outgoing what) {
    assertThat(what.accept(socket).isEmpty()).isTrue();
    assertThat(what.accept(stream).isEmpty()).isTrue();
    assertThat(what.accept(answer).isEmpty()).isTrue();
  }

  @Test
  void theTypeIsThatOfTheCarrier() {
    assertThat(socket.contentType()).isEqualTo("application/json");
    assertThat(stream.contentType()).isEqualTo("text/event-stream");
    assertThat(answer.contentType()).isEqualTo("application/json");
  }

  @Test
  void theFirstFrameIsTheSessions() {
    assertSame(
        new Outgoing.SessionOpened("ID", "", Duration.ofSeconds(60), 32),
        "{\"open\":{\"session\":\"ID\",\"protocol\":\"\",\"heartbeat\":25000,\"grace\":60000,"
            + "\"window\":32}}");
  }

  @Test
  void messagesAreFrames() {
    assertSame(
        new Outgoing.Numbered(2, List.of(Message.text("x\ny")), 1),
        "{\"down\":[[2,\"x\\ny\"]],\"ack\":1}");
    assertSame(new Outgoing.Numbered(1, List.of(), 9), "{\"ack\":9}");
  }

  @Test
  void aHeartbeatSaysWhatIsTakenNow() {
    assertSame(new Outgoing.Heartbeat(Cursor.empty(), 0), "{\"ack\":4}");
    taken.set(5);
    assertSame(new Outgoing.Heartbeat(Cursor.empty(), 0), "{\"ack\":5}");
  }

  @Test
  void relayedPublicationsAreAsInTheSubprotocolFanfare() {
    Slice slice = Samples.slice(Message.text("one"), Message.text("two"));
    Outgoing.Publications run = new Outgoing.Publications(slice);

    String frame = text(new FanfareEncoder(HEARTBEAT, 1000).publications(run));

    assertThat(frame).startsWith("{").contains("\"cursor\":", "one", "two");
    assertSame(run, frame);
    assertThat(socket.publications(run))
        .as("clients at one place are sent the same object")
        .isSameAs(socket.publications(new Outgoing.Publications(slice)));
  }

  @Test
  void anInterruptionIsToldWithTheClientsCursorAndItsEndIsADeliveryOfNothing() {
    String cursor = Cursor.empty().toString();

    assertSame(
        new Outgoing.Interruption(Cursor.empty(), true),
        "{\"cursor\":\"%s\",\"gaps\":[],\"publications\":[],\"interrupted\":true}"
            .formatted(cursor));
    assertSame(
        new Outgoing.Interruption(Cursor.empty(), false),
        "{\"cursor\":\"%s\",\"gaps\":[],\"publications\":[]}".formatted(cursor));
  }

  @Test
  void theEndOfTheSessionIsAFrame() {
    assertSame(
        new Outgoing.Farewell(Cursor.empty(), Ended.byApplication(4001, "say \"bye\""), 0),
        "{\"closing\":{\"code\":4001,\"reason\":\"say \\\"bye\\\"\",\"retry\":0}}");
    assertSame(
        new Outgoing.Farewell(Cursor.empty(), Ended.STOPPING, 1500),
        "{\"closing\":{\"code\":1012,\"reason\":\"stopping\",\"retry\":1500}}");
  }

  static Stream<Ended> endsOfACarrier() {
    return Stream.of(
        Ended.REPLACED, Ended.LIFETIME, Ended.UNAVAILABLE, Ended.unfinished(Duration.ofSeconds(1)));
  }

  @ParameterizedTest
  @MethodSource("endsOfACarrier")
  void aFarewellThatEndsOnlyTheCarrierSaysNothingAndAPollIsAnsweredWithoutAFrame(Ended why) {
    Outgoing.Farewell farewell = new Outgoing.Farewell(Cursor.empty(), why, 0);

    assertThat(farewell.accept(socket).isEmpty()).isTrue();
    assertThat(farewell.accept(stream).isEmpty()).isTrue();
    assertThat(text(farewell.accept(answer))).isEqualTo("{\"frames\":[]}");
  }

  @Test
  void whatIsNoPartOfASessionIsNotSaid() {
    assertNothing(new Outgoing.Hello(Cursor.empty(), List.of(), null));
    assertNothing(new Outgoing.Messages(List.of(Message.text("x"))));
    assertNothing(new Outgoing.ChannelMessage(Message.text("x")));
    assertNothing(
        new Outgoing.Hello(
            Cursor.empty(), List.of(Samples.BOARD), ChannelName.random(new SecureRandom())));
    assertNothing(
        new Outgoing.Reply(
            "1", new Answer.Rejected(new Problem(Status.NO_SESSION, "for this test"))));
    assertNothing(new Outgoing.Refusal(Ended.NO_SESSION, 0));
  }
}
