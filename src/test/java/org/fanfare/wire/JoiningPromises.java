package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.Problem;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.StartAt;
import org.junit.jupiter.api.Test;

/** What join and leave do on a socket of the subprotocol. */
@Law(
    value = {1, 2},
    on = {})
public interface JoiningPromises extends OnTheWire {
  @Test
  default void whoJoinsAGroupReadsItFromNow() {
    String first = Groups.open();
    String second = Groups.open();
    publish(second, "before");
    try (FanfareSocket socket = FanfareSocket.open(server(), first, StartAt.now())) {
      Map<String, Object> reply = join(socket, second, "");

      publish(second, "after");
      assertThat(reply).containsKeys("status", "cursor").doesNotContainKey("problem");
      socket.hears("after");
    }
  }

  @Test
  default void whoJoinsMayStartWithTheNewestOrAfterACursor() {
    String first = Groups.open();
    String second = Groups.open();
    String third = Groups.open();
    String cursor = publish(second, "2a");
    publish(second, "2b");
    publish(third, "3a");
    publish(third, "3b");
    try (FanfareSocket socket = FanfareSocket.open(server(), first, StartAt.now())) {
      join(socket, second, ",\"after\":\"" + cursor + "\"");
      socket.hears("2b");
      join(socket, third, ",\"last\":1");
      socket.hears("2b", "3b");
    }
  }

  @Test
  default void theCursorOfAJoinCoversAllGroupsRead() {
    String first = Groups.open();
    String second = Groups.open();
    String cursor;
    try (FanfareSocket socket = FanfareSocket.open(server(), first, StartAt.now())) {
      cursor = (String) join(socket, second, "").get("cursor");
    }

    publish(first, "1");
    publish(second, "2");

    try (Listener back =
        ReadTransport.POLL.listen(server(), first + "," + second, StartAt.after(cursor))) {
      await().untilAsserted(() -> assertThat(back.bodies()).containsExactlyInAnyOrder("1", "2"));
    }
  }

  @Test
  default void whoLeavesAGroupHearsNoMoreOfIt() {
    String first = Groups.open();
    String second = Groups.open();
    try (FanfareSocket socket = FanfareSocket.open(server(), first + "," + second, StartAt.now())) {
      Map<String, Object> reply =
          socket.ask("1", "{\"leave\":{\"id\":\"1\",\"groups\":[\"%s\"]}}".formatted(second));

      publish(second, "not for me");
      publish(first, "for me");
      assertThat(reply).doesNotContainKey("problem");
      socket.hears("for me");
    }
  }

  @Test
  default void nobodyReadsMoreThanSixteenGroups() {
    String sixteen =
        IntStream.range(0, 16).mapToObj(i -> Groups.open()).collect(Collectors.joining(","));
    try (FanfareSocket socket = FanfareSocket.open(server(), sixteen, StartAt.now())) {
      Map<String, Object> reply = join(socket, Groups.open(), "");

      assertThat(Problem.code(Json.asObject(reply.get("problem")))).isEqualTo("400 invalid-name");
      assertThat(socket.ended()).isFalse();
    }
  }

  @Test
  default void whoAsksForMoreGroupsThanThereIsRoomForJoinsNoneOfThem() {
    String fifteen =
        IntStream.range(0, 15).mapToObj(i -> Groups.open()).collect(Collectors.joining(","));
    String first = Groups.open();
    String second = Groups.open();
    try (FanfareSocket socket = FanfareSocket.open(server(), fifteen, StartAt.now())) {
      Map<String, Object> reply = join(socket, first + "\",\"" + second, "");

      publish(first, "unread");
      publish(fifteen.split(",", 2)[0], "read");
      assertThat(Problem.code(Json.asObject(reply.get("problem")))).isEqualTo("400 invalid-name");
      socket.hears("read");
    }
  }

  @Test
  default void aCursorThatIsNoneLeavesTheReaderAsItWas() {
    String first = Groups.open();
    String second = Groups.open();
    try (FanfareSocket socket = FanfareSocket.open(server(), first, StartAt.now())) {
      Map<String, Object> reply = join(socket, second, ",\"after\":\"nonsense\"");

      publish(second, "unread");
      publish(first, "read");
      assertThat(Problem.code(Json.asObject(reply.get("problem")))).isEqualTo("400 invalid-cursor");
      socket.hears("read");
    }
  }

  @Test
  default void oneUrlReadsSeveralGroupsOnEveryFace() {
    List<String> groups = List.of(Groups.open(), Groups.open(), Groups.open());
    String names = String.join(",", groups);
    for (ReadTransport face : ReadTransport.values()) {
      try (Listener listener = face.listen(server(), names, StartAt.now())) {
        groups.forEach(group -> publish(group, face + " " + group));

        await(face.name())
            .untilAsserted(
                () ->
                    assertThat(listener.bodies())
                        .containsExactlyInAnyOrderElementsOf(
                            groups.stream().map(group -> face + " " + group).toList()));
      }
    }
  }

  private Map<String, Object> join(FanfareSocket socket, String group, String more) {
    String id = "join " + group.length();
    return socket.ask(
        id, "{\"join\":{\"id\":\"%s\",\"groups\":[\"%s\"]%s}}".formatted(id, group, more));
  }

  private String publish(String group, String body) {
    return Http.post(server().groups(group, ""), "text/plain", body).cursor();
  }
}
