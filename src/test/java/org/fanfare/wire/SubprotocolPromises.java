package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Problem;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.StartAt;
import org.junit.jupiter.api.Test;

/** What a WebSocket of the subprotocol {@code fanfare} is given, and what it may publish. */
@Law(
    value = {2, 4},
    on = {})
public interface SubprotocolPromises extends OnTheWire {
  @Test
  default void aPublicationShowsItsGroupOffsetTimeAndType() throws IOException {
    String group = Groups.open();
    try (RawSocket socket = RawSocket.open(server(), group, "", "fanfare")) {
      socket.message();

      Http.post(server().groups(group, ""), "text/plain", "hello");

      Map<String, Object> frame = Json.object(socket.message().text());
      assertThat(frame).containsOnlyKeys("cursor", "gaps", "publications");
      assertThat(Json.asArray(frame.get("gaps"))).isEmpty();
      Map<String, Object> first = Json.asObject(Json.asArray(frame.get("publications")).get(0));
      assertThat(first).containsOnlyKeys("group", "offset", "time", "type", "text");
      assertThat(first).containsEntry("group", group).containsEntry("offset", 1L);
      assertThat(first).containsEntry("type", "text/plain").containsEntry("text", "hello");
      assertThat(Duration.between(Instant.parse((String) first.get("time")), Instant.now()).abs())
          .isLessThan(Duration.ofMinutes(1));
    }
  }

  @Test
  default void aFrameIsPublishedToTheGroupsItNamesAlone() {
    String read = Groups.open();
    String other = Groups.open();
    try (FanfareSocket socket = FanfareSocket.open(server(), read, StartAt.now());
        FanfareSocket there = FanfareSocket.open(server(), other, StartAt.now())) {
      socket.ask(
          "1",
          "{\"publish\":{\"id\":\"1\",\"groups\":[\"%s\"],\"text\":\"there\"}}".formatted(other));
      socket.ask("2", "{\"publish\":{\"id\":\"2\",\"text\":\"here\"}}");

      there.hears("there");
      socket.hears("here");
    }
  }

  @Test
  default void aFramePublishesJsonAndBytesWithTheirTypes() throws IOException {
    String group = Groups.open();
    try (FanfareSocket socket = FanfareSocket.open(server(), group, StartAt.now())) {
      socket.ask("1", "{\"publish\":{\"id\":\"1\",\"json\":{\"a\":[1,true,null]}}}");
      socket.ask("2", "{\"publish\":{\"id\":\"2\",\"base64\":\"AAH/\",\"type\":\"image/png\"}}");
      socket.ask("3", "{\"publish\":{\"id\":\"3\",\"text\":\"a,b\",\"type\":\"text/csv\"}}");

      Map<String, Object> polled = Http.get(server().groups(group, "after=start")).json();
      assertThat(Json.asArray(polled.get("publications")))
          .map(one -> Json.asObject(one).get("type"))
          .containsExactly("application/json", "image/png", "text/csv");
      socket.hears("{\"a\":[1,true,null]}", "AAH/", "a,b");
    }
  }

  @Test
  default void aKeyMakesARepeatedFrameHarmless() {
    String group = Groups.open();
    try (FanfareSocket socket = FanfareSocket.open(server(), group, StartAt.now())) {
      Map<String, Object> first =
          socket.ask("1", "{\"publish\":{\"id\":\"1\",\"key\":\"once\",\"text\":\"once\"}}");
      Map<String, Object> again =
          socket.ask("2", "{\"publish\":{\"id\":\"2\",\"key\":\"once\",\"text\":\"once\"}}");
      Map<String, Object> other =
          socket.ask("3", "{\"publish\":{\"id\":\"3\",\"key\":\"once\",\"text\":\"other\"}}");
      socket.ask("4", "{\"publish\":{\"id\":\"4\",\"text\":\"end\"}}");

      assertThat(again.get("cursor")).isEqualTo(first.get("cursor"));
      assertThat(Problem.code(Json.asObject(other.get("problem")))).isEqualTo("422 key-reused");
      socket.hears("once", "end");
    }
  }

  @Test
  @Law(value = 4, on = Law.Transport.WEBSOCKET)
  default void aRefusalComesWithoutAnIdToo() {
    try (FanfareSocket socket = FanfareSocket.open(server(), Groups.open(), StartAt.now())) {
      socket.send("{\"publish\":{\"groups\":[\"closed\"],\"text\":\"x\"}}");

      await().until(() -> !socket.refusals().isEmpty());
      Map<String, Object> refusal = socket.refusals().get(0);
      assertThat(refusal).doesNotContainKey("cursor");
      assertThat(Problem.code(Json.asObject(refusal.get("problem")))).isEqualTo("403 refused");
    }
  }

  @Test
  default void underLoadSeveralPublicationsShareAFrame() {
    String group = Groups.open();
    try (FanfareSocket socket = FanfareSocket.open(server(), group, StartAt.now())) {
      String lines = "a line of a burst\n".repeat(900);

      Http.post(server().groups(group, "lines"), "text/plain", lines);

      await().until(() -> socket.size() == 900);
      assertThat(socket.frames()).isLessThan(450);
    }
  }

  @Test
  default void whoSaysGoodbyeIsAnsweredWithGoodbye() throws IOException {
    try (RawSocket socket = RawSocket.open(server(), Groups.open(), "", "fanfare")) {
      socket.send(true, RawSocket.CLOSE, new byte[] {3, (byte) 0xe8});

      assertThat(socket.closing()).startsWith("1000");
      assertThat(socket.http().closes()).isTrue();
    }
  }
}
