package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Problem;
import org.fanfare.wire.kit.StartAt;
import org.junit.jupiter.api.Test;

/** What a channel is good for, and that its name stays its owner's secret (law 8). */
@Law(
    value = 8,
    on = {})
public interface ChannelPromises extends OnTheWire {
  @Test
  default void whoKnowsTheNameOfAChannelMaySendToItAlone() {
    String group = Groups.open();
    try (FanfareSocket one = FanfareSocket.open(server(), group, StartAt.now());
        FanfareSocket two = FanfareSocket.open(server(), group, StartAt.now());
        FanfareSocket three = FanfareSocket.open(server(), group, StartAt.now())) {
      Map<String, Object> reply = one.ask("1", send("1", two.channel(), "\"text\":\"for you\""));

      await().until(() -> !two.messages().isEmpty());
      assertThat(reply).containsEntry("status", 202L);
      assertThat(two.messages()).containsExactly(Map.of("type", "text/plain", "text", "for you"));
      assertThat(three.messages()).isEmpty();
      assertThat(two.heard()).isEmpty();
    }
  }

  @Test
  default void messagesToAChannelComeInTheOrderTheyWereSent() {
    try (FanfareSocket one = FanfareSocket.open(server(), Groups.open(), StartAt.now());
        FanfareSocket two = FanfareSocket.open(server(), Groups.open(), StartAt.now())) {
      for (int i = 0; i < 20; i++) {
        one.ask("s" + i, send("s" + i, two.channel(), "\"json\":" + i));
      }

      await().until(() -> two.messages().size() == 20);
      assertThat(two.messages())
          .extracting(message -> message.get("json"))
          .containsExactlyElementsOf(
              java.util.stream.LongStream.range(0, 20).mapToObj(i -> (Object) i).toList());
    }
  }

  @Test
  default void aChannelEndsWithItsConnection() {
    String channel;
    try (FanfareSocket gone = FanfareSocket.open(server(), Groups.open(), StartAt.now())) {
      channel = gone.channel();
    }
    try (FanfareSocket one = FanfareSocket.open(server(), Groups.open(), StartAt.now())) {
      await()
          .untilAsserted(
              () -> {
                Map<String, Object> reply = one.ask("x", send("x", channel, "\"text\":\"x\""));
                assertThat(Problem.code(Json.asObject(reply.get("problem"))))
                    .isEqualTo("404 no-channel");
              });
    }
  }

  @Test
  @Law(value = 8, on = Law.Transport.WEBSOCKET)
  default void channelNamesAreUnguessableAndNeverRepeat() {
    String group = Groups.open();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      try (FanfareSocket socket = FanfareSocket.open(server(), group, StartAt.now())) {
        assertThat(socket.channel()).matches("[A-Za-z0-9_-]{22,}");
        names.add(socket.channel());
      }
    }

    assertThat(names).hasSize(200);
    for (int at = 0; at < 22; at++) {
      int place = at;
      assertThat(names.stream().map(name -> name.charAt(place)).distinct().count())
          .as("different characters at place %d", at)
          .isGreaterThan(3);
    }
  }

  @Test
  @Law(value = 8, on = Law.Transport.WEBSOCKET)
  default void noFrameToAnotherClientShowsAChannel() {
    String group = Groups.open();
    try (FanfareSocket one = FanfareSocket.open(server(), group, StartAt.now());
        FanfareSocket two = FanfareSocket.open(server(), group, StartAt.now())) {
      one.ask("1", "{\"publish\":{\"id\":\"1\",\"text\":\"to the group\"}}");
      one.ask("2", send("2", two.channel(), "\"text\":\"to the channel\""));
      Http.post(server().groups(group, ""), "text/plain", "the end");

      await().until(() -> two.size() == 2 && two.messages().size() == 1 && one.size() == 2);
      assertThat(two.raw()).noneMatch(frame -> frame.contains(one.channel()));
      assertThat(one.raw()).noneMatch(frame -> frame.contains(two.channel()));
    }
  }

  private static String send(String id, String channel, String message) {
    return "{\"send\":{\"id\":\"%s\",\"channel\":\"%s\",%s}}".formatted(id, channel, message);
  }
}
