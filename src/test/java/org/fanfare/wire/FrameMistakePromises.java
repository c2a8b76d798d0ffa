package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Problem;
import org.fanfare.wire.kit.RawSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of the subprotocol in which something is wrong: each is told of its own mistake. */
public interface FrameMistakePromises extends OnTheWire {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"publish\":{\"groups\":[\"-\"],\"text\":\"a\"}}|400 invalid-name",
        "{\"publish\":{\"groups\":[],\"text\":\"a\"}}|400 invalid-name",
        "{\"publish\":{\"groups\":[\"open.a\",\"open.a\"],\"text\":\"a\"}}|400 invalid-name",
        "{\"publish\":{\"text\":\"a\",\"type\":\"nonsense\"}}|415 unsupported-type",
        "{\"publish\":{\"text\":\"a\",\"key\":\"two words\"}}|400 invalid-key",
        "{\"publish\":{\"text\":\"a\",\"key\":\"\"}}|400 invalid-key",
        "{\"join\":{\"groups\":[\"a b\"]}}|400 invalid-name",
        "{\"join\":{\"groups\":[\"open.a\"],\"after\":\"nonsense\"}}|400 invalid-cursor",
        "{\"join\":{\"groups\":[\"open.a\"],\"last\":-1}}|400 invalid-parameter",
        "{\"join\":{\"groups\":[\"open.a\"],\"last\":\"x\"}}|400 invalid-parameter",
        "{\"send\":{\"channel\":\"nobody\",\"text\":\"a\"}}|404 no-channel"
      })
  default void aFrameThatCannotBeDoneIsRefusedAndTheSocketStays(String frame, String problem)
      throws IOException {
    String group = Groups.open();
    try (RawSocket socket = RawSocket.open(server(), group, "", "fanfare")) {
      socket.message();

      socket.send(RawSocket.TEXT, frame);

      Map<String, Object> reply = Json.asObject(Json.object(socket.message().text()).get("reply"));
      assertThat(Problem.code(Json.asObject(reply.get("problem")))).isEqualTo(problem);
      assertNothingIn(group);
      socket.send(RawSocket.TEXT, "{\"publish\":{\"text\":\"still here\"}}");
      assertThat(socket.message().text()).contains("still here");
    }
  }

  static Stream<Arguments> framesWithAMistake() {
    return Stream.of(
        arguments("half a character", "\"text\":\"a \\ud83d\"", "400 invalid-text"),
        arguments("too large", "\"text\":\"" + "x".repeat(65_537) + "\"", "413 too-large"),
        arguments(
            "too large, in few characters",
            "\"text\":\"" + "\u4e2d".repeat(30_000) + "\"",
            "413 too-large"),
        arguments(
            "another charset",
            "\"text\":\"x\",\"type\":\"text/plain;charset=latin1\"",
            "415 unsupported-type"),
        arguments(
            "nested too deep", "\"json\":" + "[".repeat(201) + "]".repeat(201), "400 invalid-json"),
        arguments("too many digits", "\"json\":" + "7".repeat(1_001), "400 invalid-json"),
        arguments("not JSON", "\"json\":01", "400 invalid-frame"),
        arguments("not base64", "\"base64\":\"*\"", "400 invalid-frame"),
        arguments("no text", "\"text\":1", "400 invalid-frame"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.fanfare.wire.FrameMistakePromises#framesWithAMistake")
  default void whatIsWrongWithAFrameIsAnsweredWithItsIdAndTheSocketStays(
      String mistake, String members, String problem) throws IOException {
    String group = Groups.open();
    try (RawSocket socket = RawSocket.open(server(), group, "", "fanfare")) {
      socket.message();

      socket.send(RawSocket.TEXT, "{\"publish\":{" + members + ",\"id\":\"7\"}}");

      Map<String, Object> reply = Json.asObject(Json.object(socket.message().text()).get("reply"));
      assertThat(reply).containsEntry("id", "7");
      assertThat(Problem.code(Json.asObject(reply.get("problem")))).isEqualTo(problem);
      assertNothingIn(group);
      socket.send(RawSocket.TEXT, "{\"publish\":{\"text\":\"still here\"}}");
      assertThat(socket.message().text()).contains("still here");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"publish\":{\"text\":\"\\ud800\"}}", "65"})
  default void whatHasNoIdThatCanBeReadIsAnsweredAllTheSame(String frame) throws IOException {
    String group = Groups.open();
    String id = "{\"publish\":{\"id\":\"" + "i".repeat(65) + "\",\"text\":\"a\"}}";
    try (RawSocket socket = RawSocket.open(server(), group, "", "fanfare")) {
      socket.message();

      socket.send(RawSocket.TEXT, frame.equals("65") ? id : frame);

      assertThat(socket.message().text())
          .containsAnyOf("\"closing\":{\"code\":4003", "\"reply\":{\"status\":400,\"problem\":{");
      assertNothingIn(group);
    }
  }

  @Test
  @Law(value = 6, on = Law.Transport.WEBSOCKET)
  default void aFrameAboveItsOwnBoundClosesTheSocketAndTheLargestDoesNot() throws IOException {
    String group = Groups.open();
    String frame = "{\"publish\":{\"id\":\"7\",\"text\":\"x\"}}";
    int most = 2 * 64 * 1024 + 4 * 1024;
    try (RawSocket socket = RawSocket.open(server(), group, "", "fanfare")) {
      socket.message();
      socket.send(RawSocket.TEXT, frame + " ".repeat(most - frame.length()));
      assertThat(socket.message().text() + socket.message().text()).contains("\"status\":202");

      socket.send(RawSocket.TEXT, frame + " ".repeat(most + 1 - frame.length()));

      assertThat(socket.closing()).startsWith("1009");
    }
  }

  private void assertNothingIn(String group) {
    assertThat(Http.get(server().groups(group, "after=start&wait=0")).body())
        .contains("\"publications\":[]");
  }
}
