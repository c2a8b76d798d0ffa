package org.fanfare.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.fanfare.connection.Answer;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outgoing;
import org.fanfare.encoding.Encoded;
import org.fanfare.encoding.Payload;
import org.fanfare.log.Cursor;
import org.fanfare.log.Epoch;
import org.fanfare.log.Position;
import org.fanfare.log.Slice;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each protocol says of each thing that there is to tell. */
final class EncodersTest {
  private static final Encoder BARE = new BareEncoder();
  private static final Encoder FANFARE = new FanfareEncoder(Duration.ofSeconds(25), 1000);
  private static final Encoder EVENTS = new EventEncoder(Duration.ofSeconds(2));
  private static final Encoder POLL = new PollEncoder();

  private final Slice slice = Samples.slice(Message.text("one"), Message.text("\u00fcber"));
  private final Outgoing.Publications run = new Outgoing.Publications(slice);
  private final Outgoing.Delivery delivery =
      new Outgoing.Delivery(
          Cursor.empty(),
          List.of(
              new Outgoing.Part(
                  Cursor.Key.of(Samples.BOARD), null, new Position(epoch(), 0), slice)),
          Cursor.of(Samples.BOARD, slice.last().position()));

  private Epoch epoch() {
    return slice.first().position().epoch();
  }

  static Stream<Encoder> all() {
    return Stream.of(BARE, FANFARE, EVENTS, POLL);
  }

  private static String text(Encoded encoded) {
    return new String(encoded.bytes(), UTF_8);
  }

  @ParameterizedTest
  @MethodSource("all")
  void clientsAtOnePlaceAreSentTheSameObject(Encoder encoder) {
    Encoded first = encoder.publications(run);

    assertThat(encoder.publications(new Outgoing.Publications(slice))).isSameAs(first);
    assertThat(first.isShared()).isTrue();
    assertThat(first.payloads()).isNotEmpty().allMatch(Payload::isShared);
    assertThat(first.bytes()).isSameAs(first.bytes());
  }

  @ParameterizedTest
  @MethodSource("all")
  void publicationsOfSeveralGroupsHaveTheSameMessages(Encoder encoder) {
    assertThat(text(encoder.delivery(delivery))).contains("one", "\u00fcber");
  }

  @Test
  void aBareMessageIsAPayloadOfItsOwn() {
    assertThat(BARE.publications(run).payloads())
        .extracting(Payload::text)
        .containsExactly("one", "\u00fcber");
    assertThat(BARE.delivery(delivery).payloads()).isEqualTo(BARE.publications(run).payloads());

    byte[] bytes = {0, -1};
    Slice binary = Samples.slice(Message.bytes(MediaType.BYTES, bytes));
    Payload payload = BARE.publications(new Outgoing.Publications(binary)).payloads().get(0);
    assertThat(payload.isText()).isFalse();
    assertThat(payload.bytes()).isEqualTo(bytes);
  }

  @Test
  void aBareProtocolHasNoOtherWords() {
    Stream.of(
            new Outgoing.Hello(Cursor.empty(), List.of(), null),
            new Outgoing.ChannelMessage(Message.text("one")),
            new Outgoing.Reply("1", new Answer.Done(null)),
            new Outgoing.Heartbeat(Cursor.empty(), 1),
            new Outgoing.Ping(1),
            new Outgoing.Farewell(Cursor.empty(), Ended.BYE, 0),
            new Outgoing.Refusal(Ended.STOPPING, 0))
        .forEach(each -> assertThat(each.accept(BARE).isEmpty()).as("%s", each).isTrue());
  }

  @Test
  void theSubprotocolSaysEverythingInFramesOfJson() {
    assertThat(text(FANFARE.publications(run))).startsWith("{\"cursor\":\"").endsWith("]}");
    assertThat(text(new Outgoing.Hello(Cursor.empty(), List.of(), null).accept(FANFARE)))
        .startsWith("{\"hello\":{")
        .contains("\"heartbeat\":25000,\"maxSize\":1000");
    assertThat(text(new Outgoing.ChannelMessage(Message.text("one")).accept(FANFARE)))
        .startsWith("{\"messages\":[{");
    assertThat(text(new Outgoing.Reply("1", new Answer.Done(null)).accept(FANFARE)))
        .isEqualTo("{\"reply\":{\"id\":\"1\",\"status\":202}}");
    assertThat(text(new Outgoing.Farewell(Cursor.empty(), Ended.BYE, 7).accept(FANFARE)))
        .isEqualTo("{\"closing\":{\"code\":1000,\"reason\":\"bye\",\"retry\":7}}");
  }

  @Test
  void aStreamIsToldInEventsAndComments() {
    assertThat(text(new Outgoing.Hello(Cursor.empty(), List.of(), null).accept(EVENTS)))
        .startsWith("retry: 2000\nid: ");
    assertThat(text(EVENTS.publications(run))).contains("data: one\n\n");
    assertThat(text(new Outgoing.Heartbeat(Cursor.empty(), 0).accept(EVENTS))).isEqualTo(":\n");
    assertThat(text(new Outgoing.Farewell(Cursor.empty(), Ended.BYE, 0).accept(EVENTS)))
        .isEqualTo("retry: 2000\n\n");
    assertThat(text(new Outgoing.Farewell(Cursor.empty(), Ended.BYE, 7).accept(EVENTS)))
        .isEqualTo("retry: 7\n\n");
  }

  @Test
  void aPollIsToldNothingBeforeItsAnswer() {
    assertThat(new Outgoing.Hello(Cursor.empty(), List.of(), null).accept(POLL).isEmpty()).isTrue();
    assertThat(POLL.publications(run)).isSameAs(FANFARE.publications(run));
    assertThat(text(new Outgoing.Heartbeat(Cursor.empty(), 0).accept(POLL)))
        .endsWith("\"gaps\":[],\"publications\":[]}");
    assertThat(text(new Outgoing.Farewell(Cursor.empty(), Ended.STOPPING, 7).accept(POLL)))
        .endsWith(",\"retry\":7}");
  }

  @Test
  void eachProtocolThatHasWordsSaysThatItIsInterrupted() {
    Outgoing begins = new Outgoing.Interruption(Cursor.empty(), true);
    Outgoing ends = new Outgoing.Interruption(Cursor.empty(), false);

    assertThat(text(begins.accept(FANFARE))).isEqualTo("{\"interrupted\":true}");
    assertThat(text(ends.accept(FANFARE))).isEqualTo("{\"interrupted\":false}");
    assertThat(text(begins.accept(EVENTS))).isEqualTo("event: interrupted\ndata: true\n\n");
    assertThat(text(ends.accept(EVENTS))).isEqualTo("event: resumed\ndata: true\n\n");
    assertThat(text(begins.accept(POLL)))
        .endsWith("\"gaps\":[],\"publications\":[],\"interrupted\":true}");
    assertThat(begins.accept(BARE).isEmpty()).isTrue();
    assertThat(ends.accept(BARE).isEmpty()).isTrue();
  }

  @Test
  void onlyAStreamSaysItselfWhyItCannotBeginAndOnlyWhatPasses() {
    Problem passes = new Problem(Status.STOPPING, "soon");
    Problem stays = new Problem(Status.NOT_FOUND, "never");

    assertThat(text(EVENTS.refused(passes, 9))).startsWith("retry: 9\nevent: refused\ndata: {");
    assertThat(EVENTS.refused(stays, 9).isEmpty()).isTrue();
    assertThat(Stream.of(BARE, FANFARE, POLL)).allMatch(e -> e.refused(passes, 9).isEmpty());
  }
}
