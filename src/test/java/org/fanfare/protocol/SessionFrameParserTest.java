package org.fanfare.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.fanfare.message.Message;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule P41: what clients of sessions may send, and what they are told otherwise. */
final class SessionFrameParserTest {
  private static final int MAX_SIZE = 1000;

  private final SessionFrameParser parser = new SessionFrameParser(MAX_SIZE);

  private SessionFrame.Up up(String frame) {
    return (SessionFrame.Up) parser.read(frame);
  }

  @Test
  void messagesHaveNumbersAndAreTextsOrBytes() {
    SessionFrame.Up up =
        up("{\"up\":[[1,\"h\\u00fc\\n\"],[2,null,\"AP8=\"]],\"ack\":7,\"cursor\":\"C\"}");

    assertThat(up.messages()).extracting(SessionFrame.Numbered::number).containsExactly(1L, 2L);
    assertThat(up.messages().get(0).message().text()).isEqualTo("h\u00fc\n");
    assertThat(up.messages().get(1).message().kind()).isEqualTo(Message.Kind.BYTES);
    assertThat(up.messages().get(1).message().toBytes()).containsExactly(0, -1);
    assertThat(up.ack()).isEqualTo(7);
    assertThat(up.cursor()).isEqualTo("C");
  }

  @Test
  void whatAFrameDoesNotSayIsNotKnown() {
    assertThat(up("{\"up\":[]}").messages()).isEmpty();
    assertThat(up("{\"up\":[]}").ack()).isEqualTo(-1);
    assertThat(up("{\"ack\":0}").cursor()).isNull();
    assertThat(up("{\"ack\":0}").ack()).isZero();
    assertThat(up("{\"cursor\":\"\"}").cursor()).isEmpty();
  }

  @Test
  void theOrderOfTheMembersAndWhiteSpaceDoNotMatter() {
    SessionFrame.Up up = up(" { \"ack\" : 3 , \"up\" : [ [ 4 , \"\" ] ] } ");

    assertThat(up.ack()).isEqualTo(3);
    assertThat(up.messages().get(0).message().size()).isZero();
  }

  @Test
  void aNumberHasAtMost15Digits() {
    assertThat(up("{\"ack\":999999999999999}").ack()).isEqualTo(999_999_999_999_999L);
    assertProblem("{\"ack\":1000000000000000}", Status.INVALID_FRAME, "15 digits");
  }

  @Test
  void aCloseHasACodeAndAReasonAndNeedsNeither() {
    assertThat(parser.read("{\"close\":{\"code\":4000,\"reason\":\"enough\"}}"))
        .isEqualTo(new SessionFrame.Close(4000, "enough"));
    assertThat(parser.read("{\"close\":{}}")).isEqualTo(new SessionFrame.Close(1000, ""));
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 3000, 4999})
  void aCloseCodeIsOneThatAPageMayChoose(int code) {
    assertThat(parser.read("{\"close\":{\"code\":" + code + "}}"))
        .isEqualTo(new SessionFrame.Close(code, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "999", "1002", "2999", "5000", "999999999999999"})
  void otherCloseCodesAreRefused(String code) {
    assertProblem("{\"close\":{\"code\":" + code + "}}", Status.INVALID_FRAME, "3000 to 4999");
  }

  @Test
  void aResumeNamesTheSessionAndWhatTheClientHas() {
    assertThat(parser.read("{\"resume\":{\"session\":\"S\",\"ack\":5,\"cursor\":\"C\"}}"))
        .isEqualTo(new SessionFrame.Resume("S", 5, "C"));
    assertThat(parser.read("{\"resume\":{\"session\":\"S\"}}"))
        .as("it has nothing")
        .isEqualTo(new SessionFrame.Resume("S", 0, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | one JSON object",
        "null | one JSON object",
        "[] | one JSON object",
        "{} | one JSON object",
        "{\"up\":[]} {} | one JSON object",
        "{\"up\":[] | is JSON",
        "{\"up\":[[1,\"x\"] | is JSON",
        "{'up':[]} | is JSON",
        "{\"down\":[]} | one JSON object",
        "{\"up\":[],\"close\":{}} | one JSON object",
        "{\"ack\":1,\"resume\":{}} | one JSON object",
        "{\"close\":{},\"resume\":{}} | one JSON object",
        "{\"up\":[[1,\"x\"]],\"up\":[[1,\"y\"]]} | one JSON object",
        "{\"close\":{},\"close\":{}} | one JSON object",
        "{\"up\":{}} | is a list of",
        "{\"up\":null} | is a list of",
        "{\"up\":[1]} | is a list of",
        "{\"up\":[[1]]} | is a list of",
        "{\"up\":[[1,5]]} | is a list of",
        "{\"up\":[[1,{}]]} | is a list of",
        "{\"up\":[[1,null]]} | is a list of",
        "{\"up\":[[1,null,5]]} | is a list of",
        "{\"up\":[[1,\"x\",\"y\"]]} | is a list of",
        "{\"up\":[[1,null,\"eA==\",1]]} | is a list of",
        "{\"up\":[[]]} | 'number' is a whole number",
        "{\"up\":[[\"1\",\"x\"]]} | 'number' is a whole number",
        "{\"up\":[[1.0,\"x\"]]} | 'number' is a whole number",
        "{\"up\":[[-1,\"x\"]]} | not below 0",
        "{\"up\":[[1,null,\"*\"]]} | RFC 4648",
        "{\"ack\":\"1\"} | 'ack' is a whole number",
        "{\"ack\":1e3} | 'ack' is a whole number",
        "{\"ack\":-1} | not below 0",
        "{\"ack\":null} | 'ack' is a whole number",
        "{\"cursor\":5} | 'cursor' is a string",
        "{\"cursor\":null} | 'cursor' is a string",
        "{\"close\":1000} | one JSON object",
        "{\"close\":{\"code\":\"1000\"}} | 'code' is a whole number",
        "{\"close\":{\"reason\":1}} | 'reason' is a string",
        "{\"close\":{\"why\":\"x\"}} | has 'code' and 'reason'",
        "{\"resume\":\"S\"} | one JSON object",
        "{\"resume\":{\"session\":1}} | 'session' is a string",
        "{\"resume\":{\"session\":\"S\",\"id\":\"S\"}} | has 'session', 'ack' and 'cursor'",
      })
  void whatIsNoFrameIsToldWhatWouldBe(String frame, String detail) {
    assertProblem(frame, Status.INVALID_FRAME, detail.replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\\ud800\"", "\"a\\udc00b\""})
  void halfACharacterIsNoText(String text) {
    assertProblem("{\"up\":[[1," + text + "]]}", Status.INVALID_TEXT, "surrogate");
  }

  @Test
  void aMessageMayBeAsLargeAsAMessageAndNotLarger() {
    String most = "x".repeat(MAX_SIZE);

    assertThat(up("{\"up\":[[1,\"" + most + "\"]]}").messages()).hasSize(1);
    assertThat(up("{\"up\":[[1,null,\"" + base64(most) + "\"]]}").messages()).hasSize(1);
    assertProblem("{\"up\":[[1,\"" + most + "x\"]]}", Status.TOO_LARGE, "1000 bytes");
    assertProblem(
        "{\"up\":[[1,null,\"" + base64(most + "x") + "\"]]}", Status.TOO_LARGE, "1000 bytes");
    assertProblem("{\"up\":[[1,\"" + "\u20ac".repeat(400) + "\"]]}", Status.TOO_LARGE, "1000");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aReasonIsAsLongAsAWebSocketsAtMost() {
    String most = "x".repeat(123);

    assertThat(parser.read("{\"close\":{\"reason\":\"" + most + "\"}}"))
        .isEqualTo(new SessionFrame.Close(1000, most));
    assertProblem(
        "{\"close\":{\"reason\":\"" + most + "x\"}}", Status.INVALID_FRAME, "123 characters");
  }

  @Test
  void whatIsNestedDeeplyIsRefusedAndDoesNoHarm() {
    assertProblem("{\"up\":" + "[".repeat(100_000), Status.INVALID_FRAME, "");
  }

  private void assertProblem(String frame, Status code, String detail) {
    assertThatThrownBy(() -> parser.read(frame))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(code);
              assertThat(e.problem().detail()).contains(detail);
            });
  }
}
