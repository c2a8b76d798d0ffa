package org.fanfare.wire.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Json;

/** A session with a consumer that is carried by polls, and by posts. For one thread. */
final class PolledSession {
  private static final String HEADER = "Fanfare-Session";
  private static final int EMPTY_POLLS = 5;

  private final Visitor visitor;
  private final String route;
  private final String id;
  private final Queue<Map<String, Object>> came = new ArrayDeque<>();
  private long sent;
  private long taken;
  private String cursor = "";

  /** Opens it. */
  PolledSession(Visitor visitor, String route) {
    this.visitor = visitor;
    this.route = route;
    Answer opened = visitor.post(route, "application/json", "", HEADER, "new");
    assertThat(opened.status()).as(opened.body()).isEqualTo(201);
    id = (String) Json.asObject(opened.json().get("open")).get("session");
  }

  void send(String message) {
    sent++;
    Answer answer =
        visitor.post(
            route,
            "application/json",
            Json.write(Map.of("up", List.of(List.of(sent, message)))),
            HEADER,
            id);
    assertThat(answer.body()).isEqualTo("{\"ack\":" + sent + "}");
  }

  /** Returns the next message, whether the consumer sent it or a group was relayed. */
  Map<String, Object> next() {
    for (int i = 0; i < EMPTY_POLLS && came.isEmpty(); i++) {
      poll();
    }
    return came.remove();
  }

  private void poll() {
    String from = cursor.isEmpty() ? "" : "&cursor=" + cursor;
    Answer answer = visitor.get(route + "?wait=2&ack=" + taken + from, HEADER, id);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Json.asArray(answer.json().get("frames")).forEach(frame -> take(Json.asObject(frame)));
  }

  private void take(Map<String, Object> frame) {
    for (Object down : Json.asArray(frame.getOrDefault("down", List.of()))) {
      List<Object> numbered = Json.asArray(down);
      taken = (Long) numbered.get(0);
      came.add(Json.object((String) numbered.get(1)));
    }
    if (frame.containsKey("cursor")) {
      cursor = (String) frame.get("cursor");
    }
    for (Object publication : Json.asArray(frame.getOrDefault("publications", List.of()))) {
      came.add(Json.asObject(Json.asObject(publication).get("json")));
    }
  }
}
