package org.fanfare.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rule P11: how typed messages are written and read. Rule P17: what is wrong is told, not quoted.
 */
final class TypedJsonTest {
  /** What an application might be told. */
  public record Say(String text, int times) {}

  /** The same with objects in it. */
  public record Order(List<Item> items) {
    /** One of them. */
    public record Item(String name, long count) {}
  }

  /** One that has a member of the reserved name. */
  public record Typed(String type, String text) {}

  /** One that checks itself. */
  public record Field(int number) {
    /** Throws for what is outside the board. */
    public Field {
      if (number > 8) {
        throw new IllegalArgumentException(number + " is outside");
      }
    }
  }

  private final TypedJson json = new TypedJson();

  @Test
  void theTypeComesFirstAndThenWhatJsonBMakesOfTheBody() {
    assertThat(text(json.message("say", new Say("hello", 2))))
        .isEqualTo("{\"type\":\"say\",\"text\":\"hello\",\"times\":2}");
    assertThat(text(json.message("say", Map.of("a", 1)))).isEqualTo("{\"type\":\"say\",\"a\":1}");
    assertThat(text(json.message("say", Json.createObjectBuilder().add("a", 1).build())))
        .isEqualTo("{\"type\":\"say\",\"a\":1}");
    assertThat(text(json.message("a\"b\n", Map.of()))).isEqualTo("{\"type\":\"a\\\"b\\n\"}");
    assertThat(json.message("say", null).type()).isEqualTo("application/json");
  }

  @Test
  void aBodyThatIsNullIsAnObjectWithNothingElse() {
    assertThat(text(json.message("typing", null))).isEqualTo("{\"type\":\"typing\"}");
  }

  @Test
  void aBodyThatIsNoObjectIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> json.message("say", List.of(1)))
        .withMessageContaining("an object as its body")
        .withMessageContaining("JSON-B makes an array of java.util");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> json.message("say", "hello"))
        .withMessageContaining("JSON-B makes a string of java.lang.String");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> json.message("say", 5))
        .withMessageContaining("JSON-B makes no object of java.lang.Integer");
  }

  @Test
  void onlyAMemberOfTheBodyItselfTakesThePlaceOfTheType() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> json.message("say", new Typed("x", "hello")))
        .withMessage(
            "the JSON of %s has a member \"type\", which is for \"say\"", Typed.class.getName());
    assertThatIllegalArgumentException().isThrownBy(() -> json.message("say", Map.of("type", 5)));

    Map<String, Object> inside = Map.of("inner", Map.of("type", 1));
    assertThat(text(json.message("say", inside)))
        .isEqualTo("{\"type\":\"say\",\"inner\":{\"type\":1}}");
    assertThat(text(json.message("say", Map.of("list", List.of(Map.of("type", 1))))))
        .isEqualTo("{\"type\":\"say\",\"list\":[{\"type\":1}]}");
    assertThat(text(json.message("say", Map.of("a", "type"))))
        .isEqualTo("{\"type\":\"say\",\"a\":\"type\"}");
  }

  @Test
  void anyJsonIsSentWithoutAType() {
    assertThat(text(json.json(List.of(1, 2)))).isEqualTo("[1,2]");
    assertThat(text(json.json("hello"))).isEqualTo("\"hello\"");
    assertThat(text(json.json(null))).isEqualTo("null");
    assertThat(text(json.json(new Typed("x", "y")))).contains("\"type\":\"x\"");
  }

  @Test
  void theJsonBOfTheApplicationIsUsed() {
    JsonbConfig config =
        new JsonbConfig()
            .withPropertyNamingStrategy(PropertyNamingStrategy.UPPER_CAMEL_CASE)
            .withFormatting(true);
    TypedJson own = new TypedJson(JsonbBuilder.create(config));

    TypedText written = own.read(text(own.message("say", new Say("hello", 2))));

    assertThat(written.type()).isEqualTo("say");
    assertThat(written.text()).contains("\"Text\"").startsWith("{\"type\":\"say\",");
    assertThat(own.bind(written, Say.class)).isEqualTo(new Say("hello", 2));
    assertThat(own.read(text(own.message("empty", Map.of()))).type()).isEqualTo("empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"say\"}                               | say",
        " {\"a\":{\"type\":\"no\"},\"type\":\"say\",\"b\":[{\"type\":\"no\"}]} | say",
        "{\"t\\u0079pe\":\"s\\u0061y\"}                   | say",
        "{\"type\":\"\"}                                  | ''",
        "{}                                               |",
        "{\"type\":5}                                     |",
        "{\"type\":{\"type\":\"say\"}}                    |",
        "{\"type\":[\"say\"]}                             |",
        "{\"Type\":\"say\"}                               |",
      })
  void theTypeIsTheMemberOfTheObjectItself(String text, String type) {
    assertThat(json.read(text).type()).isEqualTo(type);
    assertThat(json.read(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "secret",
        "{",
        "}",
        "[]",
        "5",
        "null",
        "\"secret\"",
        "{\"secret\"}",
        "{\"secret\":}",
        "{\"type\":\"say\"",
        "{\"type\":\"say\",",
        "{\"type\":\"say",
        "{\"type\":\"say\"}}",
        "{\"type\":\"say\"} secret",
        "{\"type\":\"say\"}{}",
        "{\"type\":\"say\",\"a\":secret}",
        "{\"type\":\"say\",\"type\":\"secret\"}",
        "{'type':'secret'}",
        "{\"a\":[1,2}",
      })
  void whatIsNotOneJsonObjectIsToldAsThatAndNotQuoted(String text) {
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> json.read(text))
        .satisfies(
            e -> {
              assertThat(e.problem(null).code()).isEqualTo("invalid-json");
              assertThat(e.problem(null).status()).isEqualTo(400);
              assertThat(e.problem(null).detail()).isNotBlank().doesNotContain("secret");
            });
  }

  @Test
  void thePlaceWhereTheJsonEndsIsTold() {
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> json.read("{\n\"a\" secret}"))
        .withMessageMatching("a message is JSON \\(RFC 8259\\), and this is not, at line 2, .*");
  }

  @Test
  void nestingHasABound() {
    String deepest = "{\"a\":" + "[".repeat(199) + "]".repeat(199) + "}";
    String deeper = "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}";

    assertThat(json.read(deepest).type()).isNull();
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> json.read(deeper))
        .withMessage("arrays and objects are nested at most 200 deep");
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> json.read("{\"a\":" + "[".repeat(100_000)));
  }

  @Test
  void theRestIsBoundToTheParameter() {
    assertThat(bind("{\"type\":\"say\",\"text\":\"hello\",\"times\":2}", Say.class))
        .isEqualTo(new Say("hello", 2));
    assertThat(bind("{\"type\":\"say\",\"more\":{\"x\":[1]}}", Say.class))
        .as("missing members are null or 0, unknown ones are ignored")
        .isEqualTo(new Say(null, 0));
    assertThat(bind("{\"items\":[{\"name\":\"a\",\"count\":1}]}", Order.class))
        .isEqualTo(new Order(List.of(new Order.Item("a", 1))));
    assertThat(bind("{\"type\":\"say\",\"text\":\"hello\"}", Typed.class))
        .isEqualTo(new Typed("say", "hello"));
  }

  @Test
  void aParameterMayTakeTheTextOrTheObject() {
    String text = " {\"type\":\"say\", \"n\":1.50}";

    assertThat(bind(text, String.class)).isEqualTo(text);
    assertThat(bind(text, JsonObject.class))
        .isEqualTo(
            Json.createObjectBuilder().add("type", "say").add("n", new BigDecimal("1.50")).build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"field\",\"number\":\"secret\"}",
        "{\"type\":\"field\",\"number\":{\"secret\":1}}",
        "{\"type\":\"field\",\"number\":9}",
      })
  void whatDoesNotBindIsToldAsThatAndNotQuoted(String text) {
    TypedText read = json.read(text);

    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> json.bind(read, Field.class))
        .satisfies(
            e -> {
              Problem problem = e.problem("field");
              assertThat(problem.code()).isEqualTo("invalid-message");
              assertThat(problem.about()).isEqualTo("field");
              assertThat(problem.detail()).doesNotContain("secret", "9");
              assertThat(e.getCause()).isNotNull();
            });
  }

  @Test
  void aTypeThatNothingHandlesIsNotQuotedEither() {
    assertThat(InvalidMessageException.unknownType("secret").problem(null))
        .isEqualTo(
            new Problem(
                400, "unknown-type", "the \"type\" of the message is none that is known here"));
    assertThat(InvalidMessageException.unknownType(null).problem(null).detail())
        .startsWith("the message lacks its type");
  }

  @Test
  void aProblemIsATypedMessageToo() {
    Problem problem =
        new Problem(
            400,
            "invalid-message",
            "…",
            "say",
            List.of(new Problem.Violation("text", "must not be blank")));

    TypedText read = json.read(text(json.message("problem", problem)));

    assertThat(read.type()).isEqualTo("problem");
    assertThat(read.text()).contains("\"about\":\"say\"", "\"field\":\"text\"");
    assertThat(json.bind(read, Problem.class)).isEqualTo(problem);
    assertThat(text(json.message("problem", new Problem(409, "full", "no seat"))))
        .doesNotContain("about");
  }

  private Object bind(String text, Type type) {
    return json.bind(json.read(text), type);
  }

  private static String text(Message message) {
    return message.text();
  }
}
