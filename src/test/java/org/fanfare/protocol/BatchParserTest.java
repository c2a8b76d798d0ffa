package org.fanfare.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fanfare.message.Message;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a batch of messages is, and what is wrong with one message concerns that one alone. */
class BatchParserTest {
  private static final String HELLO = "{\"groups\":[\"a\"],\"text\":\"hello\"}";

  private final BatchParser parser = new BatchParser(100);

  @Test
  void eachMessageIsWhatTheFrameOfTheSubprotocolIs() {
    List<BatchParser.Item> items =
        parser.read(
            """
            { "messages": [
              { "id": "1", "groups": ["a", "b"], "text": "hello", "key": "k" },
              { "groups": ["c"], "json": { "a" : [ 1.0 ] }, "type": "application/geo+json" },
              { "groups": ["d"], "base64": "AQI=" }
            ] }
            """);

    assertThat(items).extracting(BatchParser.Item::problem).containsOnlyNulls();
    ClientFrame.Publish first = items.get(0).publish();
    assertThat(first).isNotNull();
    assertThat(first.id()).isEqualTo("1");
    assertThat(first.groups()).containsExactly("a", "b");
    assertThat(first.key()).isEqualTo("k");
    assertThat(first.message().text()).isEqualTo("hello");
    assertThat(message(items.get(1)).text()).isEqualTo("{ \"a\" : [ 1.0 ] }");
    assertThat(message(items.get(1)).type()).isEqualTo("application/geo+json");
    assertThat(message(items.get(2)).toBytes()).containsExactly(1, 2);
  }

  private static Message message(BatchParser.Item item) {
    ClientFrame.Publish publish = item.publish();
    assertThat(publish).isNotNull();
    return publish.message();
  }

  @Test
  void whatIsWrongWithOneMessageConcernsThatOneAlone() {
    List<BatchParser.Item> items =
        parser.read(
            "{\"messages\":["
                + HELLO
                + ",{\"id\":\"2\",\"text\":\"to nobody\"}"
                + ",{\"id\":\"3\",\"groups\":[\"a\"]}"
                + ",{\"id\":\"4\",\"groups\":[\"a\"],\"text\":\"x\",\"colour\":\"red\"}"
                + ",{\"id\":\"5\",\"groups\":[\"a\"],\"text\":\""
                + "x".repeat(101)
                + "\"},"
                + HELLO
                + "]}");

    assertThat(items)
        .extracting(BatchParser.Item::id)
        .containsExactly(null, "2", "3", "4", "5", null);
    assertThat(items)
        .extracting(item -> item.problem() == null ? null : item.problem().status())
        .containsExactly(
            null,
            Status.INVALID_BODY,
            Status.INVALID_BODY,
            Status.INVALID_BODY,
            Status.TOO_LARGE,
            null);
    assertThat(items).filteredOn(item -> item.problem() == null).hasSize(2);
  }

  @Test
  void aThousandMessagesAreOneBatchAndNoMore() {
    assertThat(parser.read(batch(1000))).hasSize(1000);
    refuses(batch(1001), "1 to 1000 messages");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"messages\":{}}",
        "{\"messages\":[]}",
        "{\"messages\":[\"hello\"]}",
        "{\"messages\":[[]]}",
        "{\"messages\":[{}],\"more\":1}",
        "{\"messages\":[{}]} {}",
        "{\"other\":[],\"messages\":[{}]}"
      })
  void anythingElseIsNoBatch(String text) {
    refuses(text, "{\"messages\":[…]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"messages\":[{\"text\":}]}", "{\"messages\":[{]}"})
  void brokenJsonIsToldAsSuch(String text) {
    refuses(text, "JSON");
  }

  @Test
  void aMessageMayBeNestedAsDeepAsInABodyOfItsOwn() {
    String deep = "[".repeat(20) + "]".repeat(20);
    String deepest = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);
    BatchParser roomy = new BatchParser(10_000);

    assertThat(parser.read(json(deep)).get(0).problem()).isNull();
    assertThat(roomy.read(json(deepest)).get(0).problem()).isNull();
    assertThatThrownBy(() -> roomy.read(json("[" + deepest + "]")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("nested");
  }

  private static String json(String value) {
    return "{\"messages\":[{\"groups\":[\"a\"],\"json\":" + value + "}]}";
  }

  private static String batch(int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> HELLO)
        .collect(Collectors.joining(",", "{\"messages\":[", "]}"));
  }

  private void refuses(String text, String why) {
    assertThatThrownBy(() -> parser.read(text))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().status()).isEqualTo(Status.INVALID_BODY))
        .hasMessageContaining(why);
  }
}
