package org.fanfare.consumer.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.consumer.route.ClassesOfConsumers.faults;
import static org.fanfare.consumer.route.ClassesOfConsumers.routes;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.FromLayer;
import org.fanfare.consumer.Route;
import org.fanfare.consumer.Sender;
import org.fanfare.log.Gap;
import org.fanfare.log.Publication;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules P2, P11 and P21: which handlers stop the deployment. */
final class InvalidHandlersTest {
  record Say(String text) {}

  @Route("/private")
  @PermitAll
  static class Private implements Consumer {
    @FromClient("say")
    @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
    private void say(Say say) {}
  }

  @Route("/static")
  @PermitAll
  static class Static implements Consumer {
    @FromClient("say")
    static void say(Say say) {}
  }

  @Route("/returning")
  @PermitAll
  static class Returning implements Consumer {
    @FromClient("say")
    String say(Say say) {
      return say.text();
    }
  }

  @Route("/two-types")
  @PermitAll
  static class TwoOfAType implements Consumer {
    @FromClient("say")
    void one(Say say) {}

    @FromClient("say")
    void two(Say say) {}
  }

  @Route("/two-texts")
  @PermitAll
  static class TwoForText implements Consumer {
    @FromClient
    void one(String text) {}

    @FromClient
    void two(String text) {}
  }

  @Route("/two-bytes")
  @PermitAll
  static class TwoForBytes implements Consumer {
    @FromLayer
    void one(byte[] bytes) {}

    @FromLayer
    void two(byte[] bytes) {}
  }

  @Route("/two-jsons")
  @PermitAll
  static class TwoForJson implements Consumer {
    @FromLayer
    void one(JsonObject json) {}

    @FromLayer
    void two(Say say) {}
  }

  @Route("/two-messages")
  @PermitAll
  static class TwoMessages implements Consumer {
    @FromClient("say")
    void say(Say say, Connection client, String text) {}
  }

  @Route("/typed-bytes")
  @PermitAll
  static class TypedBytes implements Consumer {
    @FromClient("say")
    void say(byte[] bytes) {}
  }

  @Route("/text-and-json")
  @PermitAll
  static class TextAndJson implements Consumer {
    @FromClient
    void text(String text) {}

    @FromClient
    void json(Say say) {}
  }

  @Route("/bytes-and-json")
  @PermitAll
  static class BytesAndJson implements Consumer {
    @FromClient
    void bytes(byte[] bytes) {}

    @FromClient("say")
    void json(Say say) {}
  }

  @Route("/publication")
  @PermitAll
  static class PublicationOfAClient implements Consumer {
    @FromClient("say")
    void say(Say say, Publication publication) {}
  }

  @Route("/two-access")
  @PermitAll
  static class TwoAccess implements Consumer {
    @FromClient("say")
    @PermitAll
    @DenyAll
    void say(Say say) {}
  }

  static Stream<Arguments> faulty() {
    return Stream.of(
        Arguments.of(Private.class, "handler say(Say), which is private", "subclass may override"),
        Arguments.of(Static.class, "handler say(Say), which is static", "instance"),
        Arguments.of(Returning.class, "handler say(Say), which returns String", "void"),
        Arguments.of(
            TwoOfAType.class,
            "two handlers with @FromClient(\"say\"), one(Say) and two(Say)",
            "one"),
        Arguments.of(
            TwoForText.class,
            "two handlers with @FromClient for text, one(String) and two(String)",
            "one"),
        Arguments.of(
            TwoForBytes.class,
            "two handlers with @FromLayer for bytes, one(byte[]) and two(byte[])",
            "one"),
        Arguments.of(
            TwoForJson.class,
            "two handlers with @FromLayer for JSON objects, one(JsonObject) and two(Say)",
            "one"),
        Arguments.of(
            TwoMessages.class,
            "say(Say, Connection, String), which has two parameters for the message",
            "one, of a class that has what both have"),
        Arguments.of(
            TypedBytes.class,
            "takes messages of the type \"say\" as bytes",
            "such messages are JSON"),
        Arguments.of(
            TextAndJson.class,
            "what no other takes, json(Say) for JSON and text(String) for text",
            "either"),
        Arguments.of(
            BytesAndJson.class,
            "takes only JSON of its client, because of the handler json(Say), and bytes(byte[])",
            "two consumers"),
        Arguments.of(
            PublicationOfAClient.class,
            "has the parameter org.fanfare.log.Publication",
            "a Connection and a Scope"),
        Arguments.of(TwoAccess.class, "handler say(Say), which has several of @", "one of them"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faulty")
  void aFaultSaysWhichHandlerWhatIsWrongAndWhatIsRight(Class<?> type, String wrong, String right) {
    assertThat(faults(type))
        .singleElement()
        .asString()
        .startsWith(type.getName() + " ")
        .contains(wrong)
        .contains("; right is ")
        .contains(right);
  }

  enum Colour {
    RED
  }

  @Route("/unknown")
  @PermitAll
  static class Unknown<T> implements Consumer {
    @FromLayer("1")
    void one(int number) {}

    @FromLayer("2")
    void two(Integer number) {}

    @FromLayer("3")
    void three(List<Say> list) {}

    @FromLayer("4")
    void four(Say[] array) {}

    @FromLayer("5")
    void five(Colour colour) {}

    @FromLayer("6")
    void six(Optional<Say> optional) {}

    @FromLayer("7")
    void seven(HttpServletRequest request) {}

    @FromLayer("8")
    void eight(JsonArray array) {}

    @FromLayer("9")
    void nine(T variable) {}

    @FromLayer("a")
    void ten(Map<String, T> variable) {}

    @FromLayer("b")
    void eleven(Sender sender) {}

    @FromLayer("c")
    void twelve(Message message) {}

    @FromLayer("d")
    void thirteen(Gap gap) {}

    @FromLayer("e")
    void fourteen(Private consumer) {}

    @FromLayer("f")
    void fifteen(Map<String, List<? extends T>> variable) {}
  }

  @Test
  void aParameterOfWhichNoMessageIsMadeIsUnknown() {
    assertThat(faults(Unknown.class))
        .hasSize(15)
        .allSatisfy(
            fault ->
                assertThat(fault)
                    .contains(", which has the parameter ")
                    .contains("a Connection, a Scope and a Publication"));
  }

  @Route("/known")
  @PermitAll
  static class Known implements Consumer {
    @FromClient("1")
    void one(Object any) {}

    @FromClient("2")
    void two(Map<String, List<Say>> map) {}

    @FromClient("3")
    void three(String json) {}

    @FromClient("4")
    void four(org.fanfare.consumer.Problem problem) {}

    @FromClient("5")
    void five(Map<String, ?> wildcard) {}

    @FromClient("6")
    void six(Map<String, List<Say>[]> arrays) {}
  }

  @Test
  void aParameterOfWhichJsonBMakesAnObjectIsTheMessage() {
    assertThat(routes(Known.class).types()).hasSize(1);
  }

  @Route("/both")
  @PermitAll
  static class BothSides implements Consumer {
    @FromClient("say")
    @FromLayer("say")
    void say(Say say) {}

    @FromClient
    @FromLayer
    void other(JsonObject object) {}

    @FromLayer
    void text(String text) {}

    @FromLayer
    void bytes(byte[] bytes) {}
  }

  @Test
  void oneMethodMayTakeMessagesOfBothSidesAndTheLayerHasAllKinds() {
    ConsumerType type = routes(BothSides.class).types().get(0);

    assertThat(type.fromClient().all()).hasSize(2);
    assertThat(type.fromLayer().all()).hasSize(4);
  }

  @Route("/text")
  @PermitAll
  static class TextAndBytes implements Consumer {
    @FromClient
    void text(String text) {}

    @FromClient
    void bytes(byte[] bytes) {}
  }

  @Test
  void aConsumerOfTextMayTakeBytesToo() {
    Handlers handlers = routes(TextAndBytes.class).types().get(0).fromClient();

    assertThat(handlers.isJson()).isFalse();
    assertThat(handlers.ofText()).isPresent();
    assertThat(handlers.ofBytes()).isPresent();
  }
}
