package org.fanfare.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bodies become, and which are none. */
final class MessageParserTest {
  private static final int MAX = 100;

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void withoutATypeABodyIsTextIfItIsUtf8AndElseBytes(String none) {
    MediaType type = MessageParser.type(none);

    Message text = MessageParser.message(type, "h\u00fc\ud83c\udfba".getBytes(UTF_8), MAX);
    Message bytes = MessageParser.message(type, new byte[] {'h', -1}, MAX);

    assertThat(text.kind()).isEqualTo(Message.Kind.TEXT);
    assertThat(text.type()).isEqualTo("text/plain");
    assertThat(text.text()).isEqualTo("h\u00fc\ud83c\udfba");
    assertThat(bytes.kind()).isEqualTo(Message.Kind.BYTES);
    assertThat(bytes.type()).isEqualTo("application/octet-stream");
    assertThat(bytes.toBytes()).containsExactly('h', -1);
    assertThat(MessageParser.message(type, new byte[0], MAX).kind()).isEqualTo(Message.Kind.TEXT);
    assertProblem(Status.TOO_LARGE, () -> MessageParser.message(type, new byte[MAX + 1], MAX));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":\"a-1\",\"n\":1} | a-1",
        "{\"n\":{\"id\":\"inner\"},\"id\":\"outer\"} | outer",
        "{\"n\":[{\"id\":\"inner\"}],\"id\" : \"x\\u0041\\n\"} | xA\\n",
        "{\"id\":17} | 17",
        "{\"id\":-1.50e3} | -1.50e3",
        "{\"id\":\"first\",\"id\":\"last\"} | last",
        "{\"id\":\"first\",\"id\":null} |",
        "{\"i\\u0064\":\"escaped\"} | escaped",
        "{\"id\":\"\"} | ''",
        "{\"id\":null} |",
        "{\"id\":true} |",
        "{\"id\":[\"a\"]} |",
        "{\"id\":{\"id\":\"a\"}} |",
        "{\"other\":{\"id\":\"a\"}} |",
        "{} |",
        "[\"id\",\"a\"] |",
        "\"id\" |",
        "1 |"
      })
  void aMessageHasItsKeyInAMemberOfItsOutermostObject(String json, @Nullable String key) {
    String right = key == null ? null : key.replace("\\n", "\n");

    KeyedMessage keyed = MessageParser.keyed(MediaType.JSON, json.getBytes(UTF_8), "id");

    assertThat(keyed.key()).isEqualTo(right);
    assertThat(keyed.message().kind()).isEqualTo(Message.Kind.JSON);
    assertThat(keyed.message().text()).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"id\":\"a\"",
        "{\"id\":\"a\"} 1",
        "{\"id\":\"a}",
        "{\"id\":1x}",
        "{\"id\":}"
      })
  void whereverTheKeyIsLookedForTheWholeIsOneJsonValue(String json) {
    assertProblem(
        Status.INVALID_JSON, () -> MessageParser.keyed(MediaType.JSON, json.getBytes(UTF_8), "id"));
  }

  @Test
  void aMessageWithAKeyIsUtf8() {
    byte[] broken = {'{', '"', (byte) 0xc3, '"', ':', '1', '}'};

    assertProblem(Status.INVALID_TEXT, () -> MessageParser.keyed(MediaType.JSON, broken, "id"));
  }

  @Test
  void aFormIsPlainText() {
    Message message =
        MessageParser.message(MessageParser.type(MediaType.FORM), "a=b&c".getBytes(UTF_8), MAX);

    assertThat(message.kind()).isEqualTo(Message.Kind.TEXT);
    assertThat(message.type()).isEqualTo("text/plain");
    assertThat(message.text()).isEqualTo("a=b&c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "TEXT/HTML; Charset=\"UTF-8\"",
        "text/plain;charset=utf8",
        "text/csv; charset=us-ascii; header=present",
        "text/plain; format=flowed"
      })
  void textIsUtf8(String type) {
    Message message =
        MessageParser.message(MessageParser.type(type), "h\u00fc\ud83c\udfba".getBytes(UTF_8), MAX);

    assertThat(message.kind()).isEqualTo(Message.Kind.TEXT);
    assertThat(message.text()).isEqualTo("h\u00fc\ud83c\udfba");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain; charset=iso-8859-1",
        "application/json;charset=utf-16",
        "text",
        "text/",
        "/plain",
        "text/plain/x",
        "text plain",
        "text/plain, text/html",
        "text/plain; \u00fc",
        "\r\n/x"
      })
  void whatIsNoTypeOrAnotherCharsetIsUnsupported(String type) {
    assertProblem(Status.UNSUPPORTED_TYPE, () -> MessageParser.type(type));
  }

  @Test
  void aCharsetOfBytesIsTheirOwnAffair() {
    assertThat(MessageParser.type("image/svg; charset=latin1").charset()).isEqualTo("latin1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/vnd.api+json", "APPLICATION/JSON; a=b"})
  void jsonIsOneValueKeptAsItWasSent(String type) {
    String json = " {\"a\": 1.0}\r\n";

    Message message = MessageParser.message(MessageParser.type(type), json.getBytes(UTF_8), MAX);

    assertThat(message.kind()).isEqualTo(Message.Kind.JSON);
    assertThat(message.text()).isEqualTo(json);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyJsonTextIsTakenAndNoneThatIsCutShort(long seed) {
    String json = "[" + JsonText.random(new Random(seed), 4) + "]";

    assertThat(MessageParser.json(MediaType.JSON, json, 1 << 20).text()).isEqualTo(json);
    for (int length = 0; length < json.length(); length++) {
      String cut = json.substring(0, length);
      assertProblem(Status.INVALID_JSON, () -> MessageParser.json(MediaType.JSON, cut, 1 << 20));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "1 2",
        "{} {}",
        "{\"a\":1,}",
        "[1,]",
        "'a'",
        "01",
        "+1",
        ".5",
        "NaN",
        "nul",
        "{a:1}",
        "\"\n\"",
        "// x\n1",
        "\ufeff1",
        "\"\\x\""
      })
  void whatIsNotOneJsonValueIsRefused(String json) {
    assertProblem(Status.INVALID_JSON, () -> MessageParser.json(MediaType.JSON, json, MAX));
  }

  @Test
  void jsonThatIsNestedWithoutEndIsRefused() {
    String deep = "[".repeat(5000) + "]".repeat(5000);

    assertProblem(Status.INVALID_JSON, () -> MessageParser.json(MediaType.JSON, deep, 1 << 20));
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    for (byte[] bad :
        new byte[][] {
          {-1}, {(byte) 0xc3}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {(byte) 0xc0, 0}
        }) {
      assertProblem(Status.INVALID_TEXT, () -> MessageParser.message(MediaType.TEXT, bad, MAX));
      assertProblem(Status.INVALID_TEXT, () -> MessageParser.message(MediaType.JSON, bad, MAX));
    }
    assertProblem(Status.INVALID_TEXT, () -> MessageParser.text(MediaType.TEXT, "\ud800", MAX));
  }

  @Test
  void aMessageHasAtMostSoManyBytesOfUtf8() {
    assertThat(MessageParser.text(MediaType.TEXT, "x".repeat(MAX), MAX).size()).isEqualTo(MAX);
    assertThat(MessageParser.message(MediaType.BYTES, new byte[MAX], MAX).size()).isEqualTo(MAX);

    assertProblem(
        Status.TOO_LARGE, () -> MessageParser.text(MediaType.TEXT, "x".repeat(MAX + 1), MAX));
    assertProblem(
        Status.TOO_LARGE, () -> MessageParser.text(MediaType.TEXT, "\u20ac".repeat(34), MAX));
    assertProblem(
        Status.TOO_LARGE, () -> MessageParser.message(MediaType.BYTES, new byte[MAX + 1], MAX));
    assertProblem(
        Status.TOO_LARGE,
        () -> MessageParser.json(MediaType.JSON, "\"" + "\u20ac".repeat(33) + "\"", MAX));
  }

  private static void assertProblem(Status code, ThrowingCallable task) {
    assertThatThrownBy(task)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(code));
  }
}
