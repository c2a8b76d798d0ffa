package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.HeardItem;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.StartAt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a body that is a stream of lines. */
@Law(
    value = 4,
    on = {})
public interface LineStreamPromises extends OnTheWire {
  @ParameterizedTest
  @CsvSource({
    "POST, lines, text/plain, text",
    "POST, '', application/x-ndjson, json",
    "PUT, '', application/x-ndjson, json",
    "PUT, '', application/octet-stream, text",
    "PUT, '', application/x-www-form-urlencoded, text"
  })
  default void theseStreamLineByLine(String method, String query, String type, String kind)
      throws IOException {
    String group = Groups.open();
    try (Listener listener = ReadTransport.WEBSOCKET.listen(server(), group, StartAt.now());
        RawHttp socket = stream(method, group, query, type)) {
      socket.chunk("[1]\n");
      listener.hears("[1]");
      socket.chunk("[2]\n");
      socket.send("0\r\n\r\n");

      listener.hears("[1]", "[2]");
      assertThat(listener.heard())
          .extracting(one -> ((HeardItem.Publication) one).kind())
          .containsExactly(kind, kind);
      assertThat(socket.response().body()).contains("\"accepted\":2");
    }
  }

  @Test
  default void aPostWithoutATypeStreamsIfItSaysSo() {
    String group = Groups.open();

    Answer answer =
        Http.send(
            Http.request(server().groups(group, "lines"))
                .POST(BodyPublishers.ofString("one\ntwo\n")));

    assertThat(answer.json()).containsEntry("accepted", 2L);
    assertThat(texts(group)).containsExactly("one", "two");
  }

  @Test
  default void aPutWithoutATypeStreamsToo() {
    String group = Groups.open();

    Answer answer =
        Http.send(
            Http.request(server().groups(group, "")).PUT(BodyPublishers.ofString("one\ntwo\n")));

    assertThat(answer.json()).containsEntry("accepted", 2L);
    assertThat(texts(group)).containsExactly("one", "two");
  }

  @Test
  default void carriageReturnsAreDroppedEmptyLinesSkippedAndAnUnfinishedLineCounts() {
    String group = Groups.open();

    Answer answer =
        Http.post(server().groups(group, "lines"), "text/plain", "a\r\n\n\r\n b\r \nc\rd\n\nlast");

    assertThat(answer.json()).containsEntry("accepted", 4L);
    assertThat(texts(group)).containsExactly("a", " b\r ", "c\rd", "last");
  }

  @Test
  default void aCharacterMayBeSplitBetweenTwoChunks() throws IOException {
    String group = Groups.open();
    try (RawHttp socket = stream("PUT", group, "", "text/plain")) {
      socket.send("2\r\na").send(new byte[] {(byte) 0xc3}).send("\r\n");
      socket.send("3\r\n").send(new byte[] {(byte) 0xbc, 'b', '\n'}).send("\r\n0\r\n\r\n");

      assertThat(socket.response().body()).contains("\"accepted\":1");
      assertThat(texts(group)).containsExactly("aüb");
    }
  }

  @Test
  default void aStreamEndsAtItsFirstErrorAndSaysHowFarItCame() throws IOException {
    String group = Groups.open();
    try (RawHttp socket = stream("POST", group, "", "application/x-ndjson")) {
      socket.chunk("{\"n\":1}\n{\"n\":2}\nnot json\n{\"n\":4}\n");

      RawHttp.Response answer = socket.response();
      assertThat(answer.problem()).isEqualTo("400 invalid-json");
      assertThat(Json.object(answer.body())).containsEntry("accepted", 2L).containsKey("cursor");
      String cursor = (String) Json.object(answer.body()).get("cursor");
      assertThat(Http.get(server().groups(group, "wait=0&after=" + cursor)).body())
          .contains("\"publications\":[]");
      assertThat(Http.get(server().groups(group, "wait=0&after=start")).body())
          .contains("\"offset\":2,")
          .doesNotContain("\"offset\":3,");
    }
  }

  @Test
  default void aLineThatIsNotUtf8OrTooLongEndsTheStream() throws IOException {
    String group = Groups.open();
    try (RawHttp broken = stream("PUT", group, "", "text/plain");
        RawHttp tooLong = stream("PUT", group, "", "text/plain")) {
      broken.send("5\r\nok\n").send(new byte[] {(byte) 0xc3, '\n'}).send("\r\n");
      assertThat(broken.response().problem()).isEqualTo("400 invalid-text");

      tooLong.chunk("x".repeat(64 * 1024)).chunk("xx");
      assertThat(tooLong.response().problem()).isEqualTo("413 too-large");
    }
    assertThat(texts(group)).containsExactly("ok");
  }

  @Test
  default void badLinesAreLeftOutAndReportedIfTheSenderSaysSo() {
    String group = Groups.open();
    String lines = "{\"id\":1}\nnot json\n" + "x".repeat(70_000) + "\n{}\n{\"id\":2}\n";

    Answer answer =
        Http.post(server().groups(group, "key=id&bad=skip"), "application/x-ndjson", lines);

    assertThat(answer.json()).containsEntry("accepted", 2L).containsEntry("skipped", 3L);
    assertThat(answer.body())
        .contains("\"bad\":[{\"line\":2,\"problem\":{\"type\":\"urn:fanfare:invalid-json\"")
        .contains("{\"line\":3,\"problem\":{\"type\":\"urn:fanfare:too-large\"")
        .contains("{\"line\":4,\"problem\":{\"type\":\"urn:fanfare:invalid-key\"");
    assertThat(Http.get(server().groups(group, "wait=0&after=start")).body())
        .contains("\"json\":{\"id\":1}", "\"json\":{\"id\":2}")
        .doesNotContain("\"offset\":3,");
  }

  @Test
  default void anUnfinishedLineOfABodyThatBrokeOffDoesNotCount() throws IOException {
    String group = Groups.open();
    try (Listener listener = ReadTransport.SSE.listen(server(), group, StartAt.now())) {
      try (RawHttp socket = stream("PUT", group, "", "text/plain")) {
        socket.chunk("whole\nhal");
        listener.hears("whole");
      }
      Http.post(server().groups(group, ""), "text/plain", "end");

      listener.hears("whole", "end");
    }
  }

  @Test
  default void tenThousandLinesComeInOrder() {
    String group = Groups.open();
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= 10_000; i++) {
      lines.append("line ").append(i).append('\n');
    }

    Answer answer =
        Http.send(
            Http.request(server().groups(group, ""))
                .PUT(BodyPublishers.ofString(lines.toString())));

    assertThat(answer.json()).containsEntry("accepted", 10_000L);
    assertThat(texts(group)).hasSize(1_000).startsWith("line 9001").endsWith("line 10000");
  }

  /** Returns the texts of all publications retained, over as many polls as it takes. */
  private java.util.List<String> texts(String group) {
    java.util.List<String> texts = new java.util.ArrayList<>();
    String query = "last=1000000";
    for (int rounds = 0; rounds < 1_000; rounds++) {
      Map<String, Object> answer = Http.get(server().groups(group, "wait=0&" + query)).json();
      java.util.List<Object> some = Json.asArray(answer.get("publications"));
      if (some.isEmpty()) {
        return texts;
      }
      some.forEach(one -> texts.add((String) Json.asObject(one).get("text")));
      query = "after=" + answer.get("cursor");
    }
    throw new AssertionError("the group never ends");
  }
}
