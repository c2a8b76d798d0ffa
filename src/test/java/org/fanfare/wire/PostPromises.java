package org.fanfare.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a POST of one message does. */
@Law(
    value = 4,
    on = {})
public interface PostPromises extends OnTheWire {
  @Test
  default void aPostGoesToEveryGroupOfTheUrl() {
    String first = Groups.open();
    String second = Groups.open();
    Http.post(server().groups(second, ""), "text/plain", "earlier");

    Answer answer = Http.post(server().groups(first + "," + second, ""), "text/plain", "both");

    assertThat(answer.json()).containsEntry("offsets", Map.of(first, 1L, second, 2L));
    assertThat(newest(first)).containsEntry("text", "both");
    assertThat(newest(second)).containsEntry("text", "both");
  }

  @Test
  default void theCursorOfAPostLeadsPastIt() {
    String group = Groups.open();
    String cursor = Http.post(server().groups(group, ""), "text/plain", "one").cursor();
    Http.post(server().groups(group, ""), "text/plain", "two");

    try (Listener listener = ReadTransport.POLL.listen(server(), group, StartAt.after(cursor))) {
      listener.hears("two");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, text, text/plain",
    "text/plain; charset=utf-8, text, text/plain",
    "text/csv, text, text/csv",
    "application/x-www-form-urlencoded, text, text/plain",
    "application/json, json, application/json",
    "application/ld+json, json, application/ld+json",
    "application/octet-stream, base64, application/octet-stream",
    "image/png, base64, image/png"
  })
  default void theTypeDecidesWhatTheMessageIs(String type, String kind, String shown) {
    String group = Groups.open();

    Answer answer = Http.post(server().groups(group, ""), type, "[1]");

    assertThat(answer.status()).isEqualTo(202);
    Map<String, Object> publication = newest(group);
    assertThat(publication).containsOnlyKeys("group", "offset", "time", "type", kind);
    assertThat((String) publication.get("type")).startsWith(shown);
    assertThat(Json.write(publication.get(kind)))
        .isEqualTo(
            switch (kind) {
              case "json" -> "[1]";
              case "text" -> "\"[1]\"";
              default -> "\"WzFd\"";
            });
  }

  @Test
  default void aMissingTypeMeansTextIfItIsUtf8() {
    String group = Groups.open();

    Answer answer =
        Http.send(
            Http.request(server().groups(group, ""))
                .POST(BodyPublishers.ofString("{\"gr\u00fc\u00dfe\":1}")));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(newest(group)).containsEntry("type", "text/plain");
    assertThat(newest(group)).containsEntry("text", "{\"gr\u00fc\u00dfe\":1}");
  }

  @Test
  default void aMissingTypeMeansBytesIfItIsNot() {
    String group = Groups.open();

    Answer answer =
        Http.send(
            Http.request(server().groups(group, ""))
                .POST(BodyPublishers.ofByteArray(new byte[] {0, (byte) 0xff})));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(newest(group)).containsEntry("type", "application/octet-stream");
    assertThat(newest(group)).containsEntry("base64", "AP8=");
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain; charset=iso-8859-1",
    "application/x-www-form-urlencoded; charset=iso-8859-1",
    "nonsense",
    "text/",
    "text/plain/plain"
  })
  default void aTypeThatIsNoneOrAnotherCharsetIsRefused(String type) throws IOException {
    String group = Groups.open();
    try (RawHttp socket = RawHttp.to(server())) {
      socket.request(
          server(),
          "POST",
          server().target(group, ""),
          "Content-Type: " + type,
          "Content-Length: 1");
      socket.send("x");

      assertThat(socket.response().problem()).isEqualTo("415 unsupported-type");
      assertThat(Http.get(server().groups(group, "after=start&wait=0")).body())
          .contains("\"publications\":[]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/json", "application/octet-stream"})
  default void aBodyInAnotherCodingThanGzipIsRefusedAndNotPublished(String type) {
    String group = Groups.open();
    for (String method : new String[] {"POST", "PUT"}) {
      Answer answer =
          Http.send(
              Http.request(server().groups(group, ""))
                  .header("Content-Type", type)
                  .header("Content-Encoding", "br")
                  .method(method, BodyPublishers.ofString("1\n")));

      assertThat(answer.problem()).isEqualTo("415 unsupported-encoding");
      assertThat(answer.header("Accept-Encoding")).isEqualTo("gzip");
    }

    assertThat(Http.get(server().groups(group, "after=start&wait=0")).body())
        .contains("\"publications\":[]");
  }

  @Test
  default void aCompressedBodyIsPublishedAsItWasWithinTheBoundsOfAnyOther() throws IOException {
    String group = Groups.open();

    Answer message = compressed(group, "POST", gzip("hello"));
    Answer lines = compressed(group, "PUT", gzip("one\ntwo\n"));
    Answer tooLarge = compressed(group, "POST", gzip("x".repeat(64 * 1024 + 1)));
    Answer broken = compressed(group, "POST", damaged(gzip("hello")));
    Answer cut = compressed(group, "POST", Arrays.copyOf(gzip("hello"), 14));
    Answer unchecked = compressed(group, "POST", Arrays.copyOf(gzip("hello"), 20));

    assertThat(message.offset(group)).isEqualTo(1);
    assertThat(lines.json()).containsEntry("accepted", 2L);
    assertThat(tooLarge.problem()).isEqualTo("413 too-large");
    assertThat(broken.problem()).isEqualTo("400 invalid-encoding");
    assertThat(cut.problem()).isEqualTo("400 incomplete");
    assertThat(unchecked.problem()).isEqualTo("400 incomplete");
    assertThat(Http.get(server().groups(group, "after=start&wait=0")).body())
        .contains("\"text\":\"hello\"", "\"text\":\"one\"", "\"text\":\"two\"")
        .doesNotContain("\"offset\":4,");
  }

  private Answer compressed(String group, String method, byte[] body) {
    return Http.send(
        Http.request(server().groups(group, ""))
            .header("Content-Type", "text/plain")
            .header("Content-Encoding", "gzip")
            .method(method, BodyPublishers.ofByteArray(body)));
  }

  private static byte[] damaged(byte[] gzip) {
    gzip[gzip.length - 5] ^= 1; // of the check sum
    return gzip;
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({"'', 400 invalid-json", "{, 400 invalid-json", "1 2, 400 invalid-json"})
  default void aBodyThatIsNotOneJsonValueIsRefused(String body, String problem) {
    Answer answer = Http.post(server().groups(Groups.open(), ""), "application/json", body);

    assertThat(answer.problem()).isEqualTo(problem);
  }

  @ParameterizedTest
  @EnumSource
  @Law(4)
  default void theLargestMessageIsHeardAndOneByteMoreIsRefused(ReadTransport face) {
    String group = Groups.open();
    String largest = "x".repeat(64 * 1024);
    try (Listener listener = face.listen(server(), group, StartAt.now())) {
      Answer fits = Http.post(server().groups(group, ""), "text/plain", largest);
      Answer tooLarge = Http.post(server().groups(group, ""), "text/plain", largest + "x");

      assertThat(fits.status()).isEqualTo(202);
      assertThat(tooLarge.problem()).isEqualTo("413 too-large");
      listener.hears(HeardItem.brief(largest));
    }
  }

  @Test
  default void aClientThatAsksFirstIsToldToGoOn() throws IOException {
    String group = Groups.open();
    try (RawHttp socket = RawHttp.to(server())) {
      socket.request(
          server(),
          "POST",
          server().target(group, ""),
          "Content-Type: text/plain",
          "Content-Length: 5",
          "Expect: 100-continue");
      assertThat(socket.head().status()).isEqualTo(100);

      socket.send("hello");

      assertThat(socket.response().status()).isEqualTo(202);
      assertThat(newest(group)).containsEntry("text", "hello");
    }
  }

  @Test
  default void manyPostsShareAConnection() throws IOException {
    String group = Groups.open();
    try (RawHttp socket = RawHttp.to(server())) {
      for (int i = 1; i <= 50; i++) {
        socket.request(
            server(),
            "POST",
            server().target(group, ""),
            "Content-Type: text/plain",
            "Content-Length: 2");
        socket.send("xy");
        RawHttp.Response answer = socket.response();
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).contains("\"" + group + "\":" + i + "}");
      }
    }
  }

  private Map<String, Object> newest(String group) {
    Answer answer = Http.get(server().groups(group, "last=1&wait=0"));
    return Json.asObject(Json.asArray(answer.json().get("publications")).get(0));
  }
}
