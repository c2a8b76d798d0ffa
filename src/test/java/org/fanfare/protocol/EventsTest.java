package org.fanfare.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.fanfare.harness.SeenEvents;
import org.fanfare.harness.SeenEvents.Event;
import org.fanfare.log.Cursor;
import org.fanfare.log.Epoch;
import org.fanfare.log.Gap;
import org.fanfare.log.Position;
import org.fanfare.log.Slice;
import org.fanfare.message.GroupName;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.fanfare.wire.kit.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Server-Sent Events, read back as a browser reads them. */
final class EventsTest {
  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noTextCanInjectAFieldOrAnEvent(long seed) {
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      texts.add(Samples.text(random));
    }
    Slice slice = Samples.slice(texts.stream().map(Message::text).toArray(Message[]::new));

    List<Event> events = SeenEvents.of(slice.encoded(Events.RUN).bytes()).events();

    List<Event> expected = new ArrayList<>();
    slice
        .publications()
        .forEach(
            p ->
                expected.add(
                    new Event(
                        "message",
                        p.message().text().replace("\r\n", "\n").replace('\r', '\n'),
                        Cursor.of(Samples.BOARD, p.position()).text())));
    assertThat(events).containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "a, 'data: a\n\n'",
    "'a\nb', 'data: a\ndata: b\n\n'",
    "'a\n\n', 'data: a\ndata: \ndata: \n\n'",
    "'a\rb', 'breaks: r\ndata: a\ndata: b\n\n'",
    "'a\r\nb\rc\nd\r', 'breaks: rn,r,n,r\ndata: a\ndata: b\ndata: c\ndata: d\ndata: \n\n'"
  })
  void howLinesEndIsToldWhereItIsNotWithALineFeed(String text, String event) {
    Slice slice = Samples.slice(Message.text(text));

    assertThat(new String(slice.first().encoded(Events.PUBLICATION), UTF_8)).isEqualTo(event);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theTextThatWasPublishedCanBePutTogetherAgain(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      text.append(List.of("\r", "\n", "\r\n", "a", "\ud83c\udfba").get(random.nextInt(5)));
    }

    Slice slice = Samples.slice(Message.text(text.toString()));

    String event = new String(slice.first().encoded(Events.PUBLICATION), UTF_8);
    assertThat(together(event.split("\n", -1))).isEqualTo(text.toString());
  }

  private static String together(String[] fields) {
    List<String> breaks = List.of();
    StringBuilder text = new StringBuilder();
    int lines = 0;
    for (String field : fields) {
      if (field.startsWith("breaks: ")) {
        breaks = List.of(field.substring("breaks: ".length()).split(","));
      } else if (field.startsWith("data: ")) {
        String end = lines == 0 ? "" : breaks.isEmpty() ? "n" : breaks.get(lines - 1);
        text.append(end.replace('r', '\r').replace('n', '\n'));
        text.append(field.substring("data: ".length()));
        lines++;
      }
    }
    return text.toString();
  }

  @Test
  void anEmptyMessageIsAnEventToo() {
    Slice slice = Samples.slice(Message.text(""));

    assertThat(SeenEvents.of(slice.encoded(Events.RUN).bytes()).events())
        .extracting(Event::data)
        .containsExactly("");
  }

  @Test
  void bytesAreTheEventBytesWithBase64() {
    byte[] bytes = {0, 1, -1, 13, 10};
    Slice slice = Samples.slice(Message.bytes(MediaType.BYTES, bytes));

    Event event = SeenEvents.of(slice.encoded(Events.RUN).bytes()).events().get(0);

    assertThat(event.type()).isEqualTo("bytes");
    assertThat(Base64.getDecoder().decode(event.data())).isEqualTo(bytes);
  }

  @Test
  void aStreamBeginsWithWhenToComeBackAndFromWhere() {
    Cursor cursor = Cursor.of(Samples.BOARD, new Position(new Epoch(7), 3));

    SeenEvents seen = SeenEvents.of(Events.opening(Duration.ofSeconds(2), cursor));

    assertThat(seen.retry()).isEqualTo(2000);
    assertThat(seen.lastId()).isEqualTo(cursor.text());
    assertThat(seen.events()).isEmpty();
  }

  @Test
  void aGapHasAnIdPastIt() {
    Cursor.Key key = Cursor.Key.of(Samples.BOARD);
    Position after = new Position(new Epoch(7), 7);
    Events.Writer writer = new Events.Writer(Cursor.empty());

    writer.gap(key, new Gap(Samples.BOARD, 3, 7L, Gap.Reason.OVERFLOW), after);

    Event event = SeenEvents.of(writer.bytes()).events().get(0);
    assertThat(event.type()).isEqualTo("gap");
    assertThat(event.lastId()).isEqualTo(Cursor.of(Samples.BOARD, after).text());
    assertThat(Json.object(event.data()))
        .hasToString("{group=demo.board, first=3, last=7, reason=overflow}");
  }

  @Test
  void eachIdCoversWhatPrecedesItInAllGroups() {
    GroupName quiet = new GroupName("quiet");
    Position still = new Position(new Epoch(9), 5);
    Slice slice = Samples.slice(Message.text("a"), Message.text("b"));
    Events.Writer writer = new Events.Writer(Cursor.of(quiet, still));

    writer.publications(Cursor.Key.of(Samples.BOARD), slice);

    List<Event> events = SeenEvents.of(writer.bytes()).events();
    assertThat(events).hasSize(2);
    for (int i = 0; i < 2; i++) {
      Cursor cursor = Cursor.parse(events.get(i).lastId());
      assertThat(cursor.in(quiet)).contains(still);
      assertThat(cursor.in(Samples.BOARD)).contains(slice.publications().get(i).position());
    }
  }

  @Test
  void aHeartbeatIsNoEventNorAnEmptyLineInWhichSomeClientsSeeOne() {
    String heartbeat = new String(Events.HEARTBEAT, UTF_8);

    assertThat(SeenEvents.of(Events.HEARTBEAT).events()).isEmpty();
    assertThat(heartbeat).startsWith(":").endsWith("\n");
    assertThat(heartbeat.lines()).noneMatch(String::isEmpty);
  }

  @Test
  void aRefusalThatWillPassSaysWhenToComeBack() {
    Problem problem = new Problem(Status.STOPPING, "line\nbreak");

    SeenEvents seen = SeenEvents.of(Events.refused(problem, 1234));

    assertThat(seen.retry()).isEqualTo(1234);
    assertThat(seen.events().get(0).type()).isEqualTo("refused");
    assertThat(Json.object(seen.events().get(0).data())).containsEntry("detail", "line\nbreak");
    assertThat(SeenEvents.of(Events.closing(77)).retry()).isEqualTo(77);
  }
}
