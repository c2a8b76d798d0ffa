package org.fanfare.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.fanfare.message.Message;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of the subprotocol may ask, and what they are told otherwise. */
final class ClientFrameParserTest {
  private static final int MAX_SIZE = 1000;

  private final ClientFrameParser reader = new ClientFrameParser(MAX_SIZE);

  @Test
  void aPublishHasItsMessageItsGroupsItsIdAndItsKey() {
    ClientFrame.Publish frame =
        (ClientFrame.Publish)
            reader.read(
                "{\"publish\":{\"id\":\"1\",\"groups\":[\"a\",\"b\"],\"text\":\"h\\u00fc\",\"key\":\"k\"}}");

    assertThat(frame.id()).isEqualTo("1");
    assertThat(frame.groups()).containsExactly("a", "b");
    assertThat(frame.key()).isEqualTo("k");
    assertThat(frame.message().text()).isEqualTo("h\u00fc");
    assertThat(frame.message().type()).isEqualTo("text/plain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"publish\":{\"%s\":\"a\",\"text\":\"b\"}}",
        "{\"publish\":{\"%s\":1,\"text\":\"b\"}}",
        "{\"%s\":{}}",
        "{\"publish\":{\"text\":%s}}",
      })
  void aRefusalRepeatsNoMoreThanAHundredCharactersOfAFrame(String frame) {
    String name = "x".repeat(5000);

    assertThatThrownBy(() -> reader.read(frame.formatted(name)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().detail()).doesNotContain("x".repeat(101));
              assertThat(e.problem().detail().length()).isLessThan(300);
            });
  }

  @Test
  void onlyTheMessageIsNeeded() {
    ClientFrame.Publish frame = (ClientFrame.Publish) reader.read("{\"publish\":{\"text\":\"\"}}");

    assertThat(frame.id()).isNull();
    assertThat(frame.groups()).isNull();
    assertThat(frame.key()).isNull();
    assertThat(frame.message().size()).isZero();
  }

  @Test
  void bytesAndTypesAreTakenToo() {
    ClientFrame.Send send =
        (ClientFrame.Send)
            reader.read(
                "{\"send\":{\"channel\":\"c\",\"base64\":\"AP8=\",\"type\":\"image/png\"}}");

    assertThat(send.channel()).isEqualTo("c");
    assertThat(send.message().kind()).isEqualTo(Message.Kind.BYTES);
    assertThat(send.message().type()).isEqualTo("image/png");
    assertThat(send.message().toBytes()).containsExactly(0, -1);
  }

  @Test
  void bytesWithoutATypeAreBytesInAFrameWhateverTheyAre() {
    ClientFrame.Publish frame =
        (ClientFrame.Publish) reader.read("{\"publish\":{\"base64\":\"aGVsbG8=\",\"type\":\"\"}}");

    assertThat(frame.message().kind()).isEqualTo(Message.Kind.BYTES);
    assertThat(frame.message().type()).isEqualTo("application/octet-stream");
  }

  @Test
  void joiningAndLeavingNameGroups() {
    assertThat(
            reader.read("{\"join\":{\"id\":\"2\",\"groups\":[\"a\"],\"after\":\"C\",\"last\":5}}"))
        .isEqualTo(new ClientFrame.Join("2", List.of("a"), "C", "5"));
    assertThat(reader.read(" { \"leave\" : { \"groups\" : [ \"a\" ] } } "))
        .isEqualTo(new ClientFrame.Leave(null, List.of("a")));
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aJsonMessageIsTakenExactlyAsItStands(long seed) {
    Random random = new Random(seed);
    String value = JsonText.random(random, 3);
    String space = " ".repeat(random.nextInt(3));
    String frame =
        "{\"publish\":{\"id\":\"1\",\"json\":"
            + space
            + value
            + space
            + (random.nextBoolean() ? ",\"key\":\"k\"}}" : "}}");

    ClientFrame.Publish publish = (ClientFrame.Publish) new ClientFrameParser(1 << 20).read(frame);

    assertThat(publish.message().kind()).isEqualTo(Message.Kind.JSON);
    assertThat(publish.message().text()).isEqualTo(value);
  }

  @Test
  void aJsonMessageLargerThanTheParsersBuffersIsTakenExactlyToo() {
    String value = "[\"" + "\u20ac\\n".repeat(50_000) + "\",1.50]";

    ClientFrame.Publish publish =
        (ClientFrame.Publish)
            new ClientFrameParser(1 << 20)
                .read("{\"publish\":{\"json\":" + value + ",\"id\":\"1\"}}");

    assertThat(publish.message().text()).isEqualTo(value);
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
        "{\"publish\":1} | one JSON object",
        "{\"shout\":{\"text\":\"x\"}} | publish, join, leave or send",
        "{\"publish\":{\"text\":\"x\"},\"join\":{}} | one member",
        "{\"publish\":{\"text\":\"x\"}} {} | one JSON object",
        "{\"publish\":{\"text\":\"x\"} | is JSON",
        "{'publish':{}} | is JSON",
        "{\"publish\":{}} | one of 'text', 'json' and 'base64'",
        "{\"publish\":{\"text\":\"x\",\"json\":1}} | one of 'text', 'json' and 'base64'",
        "{\"publish\":{\"text\":null}} | 'text' is a string",
        "{\"publish\":{\"text\":{}}} | 'text' is a string",
        "{\"publish\":{\"text\":\"x\",\"id\":[]}} | 'id' is a string",
        "{\"publish\":{\"text\":\"x\",\"groups\":\"a\"}} | 'groups' is a list of names",
        "{\"publish\":{\"text\":\"x\",\"groups\":[1]}} | 'groups' is a list of names",
        "{\"publish\":{\"text\":\"x\",\"colour\":\"red\"}} | no member colour",
        "{\"publish\":{\"base64\":\"*\"}} | RFC 4648",
        "{\"publish\":{\"text\":\"x\",\"type\":\"image/png\"}} | does not go with",
        "{\"publish\":{\"json\":1,\"type\":\"text/plain\"}} | does not go with",
        "{\"join\":{}} | 'groups' is missing",
        "{\"publish\":{\"text\":5}} | 'text' is a string",
        "{\"publish\":{\"text\":\"x\",\"id\":5}} | 'id' is a string",
        "{\"join\":{\"groups\":[\"a\"],\"text\":\"x\"}} | no member text",
        "{\"leave\":{\"groups\":[\"a\"],\"after\":\"C\"}} | no member after",
        "{\"send\":{\"text\":\"x\"}} | 'channel' is missing",
        "{\"send\":{\"channel\":\"c\"}} | one of 'text', 'json' and 'base64'",
      })
  void whatIsNoFrameIsToldWhatWouldBe(String frame, String detail) {
    assertProblem(frame, Status.INVALID_FRAME, detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\\ud800\"", "\"a\\udc00b\""})
  void halfACharacterIsNoText(String text) {
    assertProblem("{\"publish\":{\"text\":" + text + "}}", Status.INVALID_TEXT, "surrogate");
  }

  @Test
  void whatIsTooLargeOrOfNoTypeIsToldSo() {
    String large = "x".repeat(MAX_SIZE + 1);
    String base64 =
        java.util.Base64.getEncoder().encodeToString(large.getBytes(StandardCharsets.UTF_8));

    assertProblem("{\"publish\":{\"text\":\"" + large + "\"}}", Status.TOO_LARGE, "1000 bytes");
    assertProblem("{\"publish\":{\"json\":\"" + large + "\"}}", Status.TOO_LARGE, "1000 bytes");
    assertProblem("{\"publish\":{\"base64\":\"" + base64 + "\"}}", Status.TOO_LARGE, "1000 bytes");
    assertProblem(
        "{\"publish\":{\"text\":\"x\",\"type\":\"nonsense\"}}",
        Status.UNSUPPORTED_TYPE,
        "text/plain");
    assertProblem(
        "{\"publish\":{\"text\":\"x\",\"id\":\"" + "i".repeat(65) + "\"}}",
        Status.INVALID_FRAME,
        "64 characters");
  }

  private void assertProblem(String frame, Status code, String detail) {
    assertThatThrownBy(() -> reader.read(frame))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(code);
              assertThat(e.problem().detail()).contains(detail);
            });
  }
}
