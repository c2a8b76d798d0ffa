package org.fanfare.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.fanfare.consumer.Refused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body may be that tells a user something. */
final class NoticeTest {
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"text/plain;charset=UTF-8", "application/x-www-form-urlencoded"})
  void aTextIsTakenAsItIs(@Nullable String type) throws IOException {
    assertThat(Notice.of(type, body(" a=b&c: é\n")).text()).isEqualTo("a=b&c: é");
  }

  @Test
  void ofJsonTheTextCounts() throws IOException {
    Notice notice = Notice.of("application/json", body("{\"text\":\"Ho\\u0021\",\"more\":[1]}"));

    assertThat(notice.text()).isEqualTo("Ho!");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain       | '  '              | 400 | empty",
        "text/plain       | ''                | 400 | empty",
        "application/json | '{}'              | 400 | empty",
        "application/json | '{\"text\":7}'    | 400 | empty",
        "application/json | '[\"text\"]'      | 400 | invalid-json",
        "application/json | '{\"text\":\"a'   | 400 | invalid-json",
        "application/json | 'hello'           | 400 | invalid-json",
        "image/png        | 'hello'           | 415 | unsupported-type",
        "no type at all   | 'hello'           | 415 | unsupported-type"
      })
  void whatIsNoNoticeIsRefusedWithWhatWouldBeRight(
      String type, String body, int status, String code) {
    Refused refused = refusal(type, body(body));

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.detail()).contains("send a text, or JSON such as {\"text\":");
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    InputStream latin = new ByteArrayInputStream(new byte[] {(byte) 0xe9, 'a'});

    assertThat(refusal("text/plain", latin).code()).isEqualTo("invalid-text");
  }

  @Test
  void jsonThatIsNestedTooDeepIsRefusedAsJson() {
    InputStream deep = body("{\"text\":" + "[".repeat(2000));

    assertThat(refusal("application/json", deep).code()).isEqualTo("invalid-json");
  }

  @Test
  void oneOfTheLargestSizeIsTakenAndALargerOneIsReadNoFurther() throws IOException {
    byte[] large = new byte[10_000];
    Arrays.fill(large, (byte) 'x');
    InputStream body = new ByteArrayInputStream(large);

    assertThat(Notice.of("text/plain", body("x".repeat(2048))).text()).hasSize(2048);
    assertThat(refusal("text/plain", body).status()).isEqualTo(413);
    assertThat(body.available()).isEqualTo(10_000 - 2049);
  }

  private static Refused refusal(String type, InputStream body) {
    return catchThrowableOfType(Refused.class, () -> Notice.of(type, body));
  }

  private static InputStream body(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}
