package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are broken, too large, too slow or never end. */
public interface MalformedBodyPromises extends OnTheWire {
  @ParameterizedTest
  @ValueSource(strings = {"ff", "61c3", "c080", "eda080", "f5808080", "80", "e282"})
  default void aTextThatIsNotUtf8IsRefused(String hex) {
    String group = Groups.open();
    byte[] body = HexFormat.of().parseHex(hex);

    Answer text = Http.post(server().groups(group, ""), "text/plain", body);
    Answer form = Http.post(server().groups(group, ""), "application/x-www-form-urlencoded", body);
    Answer json = Http.post(server().groups(group, ""), "application/json", quoted(body));

    assertThat(text.problem()).isEqualTo("400 invalid-text");
    assertThat(form.problem()).isEqualTo("400 invalid-text");
    assertThat(json.problem()).isIn("400 invalid-text", "400 invalid-json");
    assertNothingIn(group);
  }

  private static byte[] quoted(byte[] body) {
    byte[] quoted = new byte[body.length + 2];
    System.arraycopy(body, 0, quoted, 1, body.length);
    quoted[0] = '"';
    quoted[body.length + 1] = '"';
    return quoted;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "'a'",
        "NaN",
        "01",
        "1 2",
        "\"a\nb\"",
        "\"\\x\"",
        "tru",
        "// no\n1",
        "\uFEFF1",
        "[1]]"
      })
  default void aBodyThatIsNotOneJsonValueIsRefusedByTheLetter(String body) {
    String group = Groups.open();

    assertThat(Http.post(server().groups(group, ""), "application/json", body).problem())
        .isEqualTo("400 invalid-json");
    assertNothingIn(group);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deep", "long", "1e999999999", "-0", "\"\\ud800\""})
  default void jsonAtTheEdgeIsTakenOrRefusedButNeverBreaksAnAnswer(String edge) {
    String group = Groups.open();
    String body =
        switch (edge) {
          case "deep" -> "[".repeat(30_000) + "]".repeat(30_000);
          case "long" -> "1".repeat(60_000);
          default -> edge;
        };

    Answer answer = Http.post(server().groups(group, ""), "application/json", body);

    if (answer.status() == 202) {
      Answer poll = Http.get(server().groups(group, "after=start&wait=0"));
      assertThat(poll.status()).isEqualTo(200);
      assertThat(poll.body()).contains("\"json\":" + body);
    } else {
      assertThat(answer.problem()).isIn("400 invalid-json", "400 invalid-text");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"65537", "2147483648", "99999999999"})
  default void aBodyThatSaysItIsTooLargeIsRefusedUnread(String length) throws IOException {
    try (RawHttp socket = post(Groups.open(), "Content-Length: " + length)) {
      assertThat(socket.response().problem()).isEqualTo("413 too-large");
    }
  }

  @Test
  default void aBodyThatTurnsOutTooLargeIsRefused() throws IOException {
    String group = Groups.open();
    try (RawHttp socket = post(group, "Transfer-Encoding: chunked")) {
      String chunk = "x".repeat(1024);
      for (int i = 0; i < 64; i++) {
        socket.chunk(chunk);
      }
      socket.chunk("x");

      assertThat(socket.response().problem()).isEqualTo("413 too-large");
      assertNothingIn(group);
    }
  }

  @Test
  default void aBodyThatNeverEndsIsRefusedWhileItIsSent() throws IOException {
    String group = Groups.open();
    String chunk = "x".repeat(16 * 1024);
    try (RawHttp socket = post(group, "Transfer-Encoding: chunked")) {
      int sent = 0;
      try {
        while (!socket.hasAnswer() && sent < 4_000) {
          socket.chunk(chunk);
          sent++;
        }
      } catch (SocketException closed) {
        // the server has answered and no longer takes what is sent: its answer is there to read
      }

      assertThat(socket.response().problem()).isEqualTo("413 too-large");
      assertThat(sent).isLessThan(4_000);
      assertNothingIn(group);
    }
  }

  @ParameterizedTest
  @CsvSource({"Content-Length: 10", "Transfer-Encoding: chunked"})
  default void aBodyThatDoesNotArriveInTimeIsToldSo(String length) throws IOException {
    String group = Groups.open();
    try (RawHttp socket = post(group, length)) {
      socket.send(length.endsWith("chunked") ? "4\r\nhalf\r\n" : "half");
      long before = System.nanoTime();

      assertThat(socket.response().problem()).isEqualTo("408 timeout");
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(8));
      assertNothingIn(group);
    }
  }

  @Test
  default void aBodyThatTricklesIsNotGivenMoreTime() throws IOException {
    String group = Groups.open();
    ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor();
    try (RawHttp socket = post(group, "Content-Length: 1000")) {
      ScheduledFuture<?> drops =
          trickle.scheduleAtFixedRate(() -> drop(socket), 0, 100, TimeUnit.MILLISECONDS);

      assertThat(socket.response().problem()).isEqualTo("408 timeout");
      drops.cancel(false);
      assertNothingIn(group);
    } finally {
      trickle.shutdownNow();
    }
  }

  private static void drop(RawHttp socket) {
    try {
      socket.send("x");
    } catch (IOException over) {
      throw new UncheckedIOException(over);
    }
  }

  @Test
  default void aLineStreamThatFallsSilentIsToldHowFarItCame() throws IOException {
    String group = Groups.open();
    try (RawHttp socket = RawHttp.to(server())) {
      socket.request(server(), "PUT", server().target(group, ""), "Transfer-Encoding: chunked");
      socket.chunk("one\ntwo\nhalf");

      RawHttp.Response answer = socket.response();
      assertThat(answer.problem()).isEqualTo("408 timeout");
      assertThat(Json.object(answer.body())).containsEntry("accepted", 2L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5\r\nhel", "5\r\nhello\r\n", "zz\r\nhello\r\n0\r\n\r\n", "-1\r\n"})
  default void aBodyThatBreaksOffIsNotPublished(String body) throws IOException {
    String group = Groups.open();
    try (RawHttp socket = post(group, "Transfer-Encoding: chunked")) {
      socket.send(body);
      socket.halfClose();

      assertThat(answerOrClosed(socket)).isIn("closed", "400");
      assertNothingIn(group);
    }
  }

  private static String answerOrClosed(RawHttp socket) {
    try {
      return String.valueOf(socket.head().status());
    } catch (IOException closed) {
      return "closed";
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET", "GET /", "GET / HTTP/1.1\r\nHost: x\r\nX"})
  default void aRequestThatNeverBecomesOneHoldsUpNobody(String beginning) throws IOException {
    String group = Groups.open();
    try (RawHttp one = RawHttp.to(server());
        RawHttp two = RawHttp.to(server())) {
      one.send(beginning);
      two.send(beginning).halfClose();

      assertThat(Http.post(server().groups(group, ""), "text/plain", "x").status()).isEqualTo(202);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain; x=\"a\\\"b\"", "text/plain; x=<script>", "text/a\\b"})
  default void noTypeBreaksAnAnswer(String type) throws IOException {
    String group = Groups.open();
    try (RawHttp socket = post(group, "Content-Length: 1", "Content-Type: " + type)) {
      int status = socket.send("x").response().status();

      assertThat(status).isIn(202, 415);
      Answer poll = Http.get(server().groups(group, "after=start&wait=0"));
      assertThat(Json.asArray(poll.json().get("publications"))).hasSize(status == 202 ? 1 : 0);
    }
  }

  private RawHttp post(String group, String... headers) throws IOException {
    return RawHttp.to(server()).request(server(), "POST", server().target(group, ""), headers);
  }

  private void assertNothingIn(String group) {
    assertThat(Http.get(server().groups(group, "after=start&wait=0")).body())
        .contains("\"publications\":[]");
  }
}
