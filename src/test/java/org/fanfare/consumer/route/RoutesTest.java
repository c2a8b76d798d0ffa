package org.fanfare.consumer.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.consumer.route.ClassesOfConsumers.routes;
import static org.fanfare.consumer.route.ClassesOfConsumers.type;
import static org.fanfare.consumer.route.ClassesOfConsumers.warnings;

import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.FromLayer;
import org.fanfare.consumer.Plain;
import org.fanfare.consumer.PlainHttp;
import org.fanfare.consumer.Route;
import org.fanfare.consumer.Scope;
import org.fanfare.consumer.route.Handler.Parameter;
import org.fanfare.consumer.route.Handler.Takes;
import org.fanfare.consumer.route.RouteAccess.Roles;
import org.fanfare.log.Publication;
import org.junit.jupiter.api.Test;

/**
 * Rules P2, P11, P20, P21 and P22: what is found out of the class of a consumer that is as it
 * should be.
 */
final class RoutesTest {
  record Say(String text) {}

  record Envelope<T>(T body) {}

  @Route(
      value = "/chat/{room}",
      subprotocols = {"v2.chat", "v1.chat"},
      plain = Plain.PASS)
  @PermitAll
  static class Chat implements Consumer {
    @FromClient("say")
    void say(Say say, Connection client) {}

    @FromClient("typing")
    @RolesAllowed("writer")
    void typing(Scope scope, Connection client) {}

    @FromClient("raw")
    protected void raw(JsonObject object) {}

    @FromClient
    public void other(String json) {}

    @FromLayer("said")
    void said(Publication from, Envelope<List<Say>> said, Connection client) {}

    @FromLayer
    void bytes(byte[] bytes) {}

    @FromLayer
    void text(String text) {}

    @FromLayer
    void json(Map<String, Object> object) {}
  }

  @Route("/tables/{table}")
  @RolesAllowed({"player", "**"})
  @DeclareRoles({"referee", "guest"})
  static class Player implements Consumer, PlainHttp {
    @FromClient
    @RolesAllowed("writer")
    void text(String text) {}

    @FromClient
    @DenyAll
    void bytes(byte[] bytes) {}

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) {}
  }

  @Route("/board")
  @DenyAll
  static class Board implements Consumer {}

  @Test
  void aPathLeadsToTheClassWithTheParameters() {
    Routes routes = routes(Chat.class, Player.class, Board.class);

    RouteTable.Match<ConsumerType> match = routes.match("/chat/lobby").orElseThrow();

    assertThat(match.route().consumer()).isEqualTo(Chat.class);
    assertThat(match.parameters()).isEqualTo(Map.of("room", "lobby"));
    assertThat(routes.match("/index.html")).isEmpty();
  }

  @Test
  void typesComeInTheOrderOfTheClassesAndEachOnce() {
    assertThat(routes(Chat.class, Board.class, Chat.class).types())
        .extracting(ConsumerType::consumer)
        .containsExactly(Chat.class, Board.class);
  }

  @Test
  void withoutClassesThereIsNoRoute() {
    assertThat(routes().types()).isEmpty();
    assertThat(routes().match("/chat/lobby")).isEmpty();
  }

  @Test
  void whatTheRouteSaysIsKnown() {
    ConsumerType chat = type(Chat.class);

    assertThat(chat.path()).isEqualTo(new RoutePath("/chat/{room}"));
    assertThat(chat.subprotocols()).containsExactly("v2.chat", "v1.chat");
    assertThat(chat.plain()).isEqualTo(Plain.PASS);
    assertThat(chat.isPlainHttp()).isFalse();
    assertThat(type(Player.class).subprotocols()).isEmpty();
    assertThat(type(Player.class).plain()).isEqualTo(Plain.AS_SET);
    assertThat(type(Player.class).isPlainHttp()).isTrue();
  }

  @Test
  void theAnnotationsOfTheClassSayWhoMayConnect() {
    assertThat(type(Chat.class).access()).isEqualTo(RouteAccess.Plain.EVERYBODY);
    assertThat(type(Board.class).access()).isEqualTo(RouteAccess.Plain.NOBODY);
    assertThat(type(Player.class).access()).isEqualTo(new Roles(Set.of("player", "**")));
  }

  @Test
  void theAnnotationsOfAHandlerSayWhoMaySendItsMessages() {
    Handlers ofChat = type(Chat.class).fromClient();
    Handlers ofPlayer = type(Player.class).fromClient();

    assertThat(access(ofChat, "say")).isEqualTo(RouteAccess.Plain.EVERYBODY);
    assertThat(access(ofChat, "typing")).isEqualTo(new Roles(Set.of("writer")));
    assertThat(ofPlayer.ofBytes().orElseThrow().access()).isEqualTo(RouteAccess.Plain.NOBODY);
  }

  @Test
  void theRolesToBeLookedUpAreThoseOfClassMethodsAndDeclarations() {
    assertThat(type(Chat.class).roles()).containsExactly("writer");
    assertThat(type(Player.class).roles())
        .containsExactlyInAnyOrder("player", "writer", "referee", "guest");
    assertThat(routes(Chat.class, Player.class).roles())
        .containsExactlyInAnyOrder("player", "writer", "referee", "guest");
  }

  @Test
  void theTypeOfAMessagePicksTheHandler() {
    Handlers handlers = type(Chat.class).fromClient();

    assertThat(name(handlers, "say")).isEqualTo("say");
    assertThat(name(handlers, "typing")).isEqualTo("typing");
    assertThat(name(handlers, "raw")).isEqualTo("raw");
  }

  @Test
  void whatNoOtherHandlerTakesIsOfTheOneWithoutAValue() {
    Handlers handlers = type(Chat.class).fromClient();

    assertThat(name(handlers, "nonsense")).isEqualTo("other");
    assertThat(handlers.ofJson()).isEqualTo(handlers.ofType("nonsense"));
    assertThat(handlers.ofBytes()).isEmpty();
    assertThat(type(Board.class).fromClient().ofType("say")).isEmpty();
  }

  @Test
  void aConsumerIsJsonIfAHandlerHasATypeOrTakesNeitherTextNorBytes() {
    assertThat(type(Chat.class).fromClient().isJson()).isTrue();
    assertThat(type(Player.class).fromClient().isJson()).isFalse();
    assertThat(type(Board.class).fromClient().isJson()).isFalse();
    assertThat(type(Pings.class).fromClient().isJson()).isTrue();
  }

  @Route("/pings")
  @PermitAll
  static class Pings implements Consumer {
    @FromClient
    void ping(Connection client) {}
  }

  @Test
  void messagesOfTheLayerSayWhatTheyAre() {
    Handlers handlers = type(Chat.class).fromLayer();

    assertThat(name(handlers, "said")).isEqualTo("said");
    assertThat(name(handlers, "nonsense")).isEqualTo("json");
    assertThat(handlers.ofText().orElseThrow().method().getName()).isEqualTo("text");
    assertThat(handlers.ofBytes().orElseThrow().method().getName()).isEqualTo("bytes");
  }

  @Test
  void parametersAreKnownInTheirOrder() {
    ConsumerType chat = type(Chat.class);

    assertThat(handler(chat.fromClient(), "typing").parameters())
        .containsExactly(Parameter.SCOPE, Parameter.CONNECTION);
    assertThat(handler(chat.fromLayer(), "said").parameters())
        .containsExactly(Parameter.PUBLICATION, Parameter.MESSAGE, Parameter.CONNECTION);
  }

  @Test
  void eachHandlerSaysAsWhatItTakesTheMessage() {
    ConsumerType chat = type(Chat.class);

    assertThat(handler(chat.fromClient(), "say").takes()).isEqualTo(Takes.BOUND);
    assertThat(handler(chat.fromClient(), "say").type()).isEqualTo(Say.class);
    assertThat(handler(chat.fromClient(), "typing").takes()).isEqualTo(Takes.NOTHING);
    assertThat(handler(chat.fromClient(), "typing").type()).isEqualTo(void.class);
    assertThat(handler(chat.fromClient(), "raw").takes()).isEqualTo(Takes.JSON);
    assertThat(handler(chat.fromClient(), "x").takes()).isEqualTo(Takes.TEXT);
    assertThat(chat.fromLayer().ofBytes().orElseThrow().takes()).isEqualTo(Takes.BYTES);
    assertThat(chat.fromLayer().ofJson().orElseThrow().takes()).isEqualTo(Takes.BOUND);
  }

  @Test
  void typeArgumentsOfAMessageAreKept() {
    assertThat(handler(type(Chat.class).fromLayer(), "said").type().getTypeName())
        .isEqualTo("%s<java.util.List<%s>>", Envelope.class.getName(), Say.class.getName());
  }

  @Test
  void classesAsTheyShouldBeGiveNoWarning() {
    assertThat(warnings(Chat.class, Player.class, Board.class)).isEmpty();
  }

  private static Handler handler(Handlers handlers, String type) {
    return handlers.ofType(type).orElseThrow();
  }

  private static String name(Handlers handlers, String type) {
    return handler(handlers, type).method().getName();
  }

  private static RouteAccess access(Handlers handlers, String type) {
    return handler(handlers, type).access();
  }
}
