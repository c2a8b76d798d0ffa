package org.fanfare.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.fanfare.harness.SeenEvents.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams are read by the rules of the HTML standard, however they are cut. */
class EventStreamParserTest {
  private static final String STREAM =
      "retry: 7\n\nid: c1\ndata: grüße\ndata\n\nevent: gap\nid\ndata:  b\n:\ndata: "
          + "c".repeat(200)
          + "\n\nid: c2\ndata:d\n\n";
  private static final Event[] EVENTS = {
    new Event("message", "grüße\n", "c1"),
    new Event("gap", " b\n" + "c".repeat(200), ""),
    new Event("message", "d", "c2")
  };

  private final SeenEvents seen = new SeenEvents();

  @Test
  void anIdAndARetryAloneAreNoEvent() {
    read("retry: 2000", "id: c0", "");

    assertThat(seen.events()).isEmpty();
    assertThat(seen.lastId()).isEqualTo("c0");
    assertThat(seen.retry()).isEqualTo(2_000);
  }

  @Test
  void dataOfSeveralLinesIsOneEvent() {
    read("id: c1", "data: a", "data:  b", "data:", "data", "data:c", "");

    assertThat(seen.events()).containsExactly(new Event("message", "a\n b\n\n\nc", "c1"));
  }

  @Test
  void emptyDataIsAnEventAndItsTypeIsForgottenAfterIt() {
    read("event: bytes", "data:", "", "data: b", "");

    assertThat(seen.events())
        .containsExactly(new Event("bytes", "", ""), new Event("message", "b", ""));
  }

  @Test
  void anEventThatWasNotFinishedDoesNotCount() {
    read("id: c1", "data: a", "", "id: c2", "data: b");

    assertThat(seen.events()).hasSize(1);
    assertThat(seen.lastId()).isEqualTo("c1");
  }

  @Test
  void anIdWithANullAndADelayThatIsNoNumberAreIgnored() {
    read("id: c1", "retry: 5", "data: a", "", "id: c\0", "retry: 5s", "data: b", "");

    assertThat(seen.events()).extracting(Event::lastId).containsExactly("c1", "c1");
    assertThat(seen.retry()).isEqualTo(5);
  }

  @Test
  void commentsAreCountedAndOtherFieldsAreTold() {
    read(":", ": heartbeat", "");
    assertThat(seen.comments()).isEqualTo(2);

    assertThatThrownBy(() -> read("surprise: 1")).hasMessageContaining("surprise: 1");
    assertThatThrownBy(() -> read("dataset: 1")).hasMessageContaining("dataset: 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void aLineMayEndInThreeWays(String end) {
    byte[] stream = STREAM.replace("\n", end).getBytes(UTF_8);

    assertThat(SeenEvents.of(stream).events()).containsExactly(EVENTS);
    for (byte each : stream) {
      seen.read(new byte[] {each});
    }
    assertThat(seen.events()).containsExactly(EVENTS);
  }

  static IntStream places() {
    return IntStream.range(0, STREAM.getBytes(UTF_8).length);
  }

  @ParameterizedTest(name = "at {0}")
  @MethodSource("places")
  void aStreamMayBeCutAnywhere(int place) {
    byte[] stream = STREAM.getBytes(UTF_8);

    seen.read(Arrays.copyOfRange(stream, 0, place));
    seen.read(Arrays.copyOfRange(stream, place, stream.length));

    assertThat(seen.events()).containsExactly(EVENTS);
  }

  @Test
  void whoBeginsAgainKeepsTheLastIdOfWhatHadEnded() {
    EventStreamParser parser = new EventStreamParser((type, bytes, from, to) -> {});
    byte[] cut = "id: c1\ndata: a\n\nid: c2\ndata: b".getBytes(UTF_8);
    parser.parse(cut, 0, cut.length);

    parser.restart();
    parser.parse("\n\n".getBytes(UTF_8), 0, 2);

    assertThat(parser.lastId()).isEqualTo("c1");
  }

  private void read(String... lines) {
    for (String line : lines) {
      seen.read((line + "\n").getBytes(UTF_8));
    }
  }
}
