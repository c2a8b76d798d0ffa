package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.StartAt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an {@code EventSource} is given. */
@Law(
    value = {1, 2},
    on = {})
public interface EventStreamPromises extends OnTheWire {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "text/plain|hello",
        "text/plain|  two spaces before",
        "text/plain|id: not an id",
        "text/plain|: not a comment",
        "application/json|{\"a\": [1, \"x\"]}"
      })
  default void dataIsTheMessage(String type, String body) {
    String group = Groups.open();
    try (EventStream stream = EventStream.open(server(), group, StartAt.now())) {
      Http.post(server().groups(group, ""), type, body);

      stream.hears(body);
      assertThat(stream.events().get(0).type()).isEqualTo("message");
      assertThat(stream.events().get(0).id()).matches("[A-Za-z0-9_.~-]{1,1024}");
    }
  }

  @Test
  default void lineBreaksOfEveryKindBecomeLineBreaksOfTheEvent() {
    String group = Groups.open();
    try (EventStream stream = EventStream.open(server(), group, StartAt.now())) {
      Http.post(server().groups(group, ""), "text/plain", "a\r\nb\rc\nd\n\ne\n");
      Http.post(server().groups(group, ""), "text/plain", "");
      Http.post(server().groups(group, ""), "text/plain", "\r\r\n\n");

      stream.hears("a\nb\nc\nd\n\ne\n", "", "\n\n\n");
    }
  }

  @Test
  default void bytesAreAnEventOfTheirOwn() {
    String group = Groups.open();
    try (EventStream stream = EventStream.open(server(), group, StartAt.now())) {
      Http.post(server().groups(group, ""), "image/png", new byte[] {0, 1, (byte) 0xff});

      await().until(() -> stream.events().size() == 1);
      assertThat(stream.events().get(0).type()).isEqualTo("bytes");
      assertThat(stream.events().get(0).data()).isEqualTo("AAH/");
    }
  }

  @Test
  default void theHeaderOfAnEventSourceCountsBeforeTheQuery() {
    String group = Groups.open();
    String first = Http.post(server().groups(group, ""), "text/plain", "one").cursor();
    String second = Http.post(server().groups(group, ""), "text/plain", "two").cursor();
    Http.post(server().groups(group, ""), "text/plain", "three");
    StartAt query = new StartAt("after=" + first + "&last=0", "");

    try (EventStream header = EventStream.open(server(), group, query, "Last-Event-ID", second);
        EventStream after = EventStream.open(server(), group, query)) {
      header.hears("three");
      after.hears("two", "three");
    }
  }

  @Test
  default void theIdOfTheLastEventMayStandInTheQuery() {
    String group = Groups.open();
    String first = Http.post(server().groups(group, ""), "text/plain", "one").cursor();
    Http.post(server().groups(group, ""), "text/plain", "two");
    Http.post(server().groups(group, ""), "text/plain", "three");

    StartAt resumed = new StartAt("last=1&lastEventId=" + first, "");
    try (EventStream stream = EventStream.open(server(), group, resumed)) {
      stream.hears("two", "three");
    }
  }

  @Test
  default void theIdOfEachEventLeadsPastItAlone() {
    String group = Groups.open();
    try (EventStream stream = EventStream.open(server(), group, StartAt.now())) {
      Http.post(server().groups(group, ""), "text/plain", "one");
      Http.post(server().groups(group, ""), "text/plain", "two");
      stream.hears("one", "two");

      for (int i = 0; i < 2; i++) {
        StartAt id = StartAt.after(stream.events().get(i).id());
        try (EventStream back = EventStream.open(server(), group, id)) {
          Http.post(server().groups(group, ""), "text/plain", "end of round " + i);
          String[][] rest = {{"two", "end of round 0"}, {"end of round 0", "end of round 1"}};
          back.hears(rest[i]);
        }
      }
    }
  }

  @Test
  default void aStreamEndsWhenItsClientHasGoneAndNothingElseSuffers() throws IOException {
    String group = Groups.open();
    try (EventStream other = EventStream.open(server(), group, StartAt.now())) {
      try (RawHttp socket = RawHttp.to(server())) {
        socket.request(server(), "GET", server().target(group, ""), "Accept: text/event-stream");
        assertThat(socket.head().status()).isEqualTo(200);
      }

      for (int i = 0; i < 20; i++) {
        Http.post(server().groups(group, ""), "text/plain", "after " + i);
      }

      await().until(() -> other.size() == 20);
    }
  }
}
