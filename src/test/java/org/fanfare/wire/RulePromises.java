package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.Problem;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.StartAt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules allow, on every face and method. */
@Law(
    value = 9,
    on = {})
public interface RulePromises extends OnTheWire {
  @ParameterizedTest
  @ValueSource(strings = {"closed", "open.private.x", "write.x", "open", "Open.x"})
  @Law(9)
  default void noFaceReadsWhatNoRuleAllows(String group) throws IOException {
    for (String names : new String[] {group, Groups.open() + "," + group}) {
      for (String accept : new String[] {"*/*", "text/event-stream", "text/html"}) {
        Answer answer = Http.get(server().groups(names, "wait=0"), "Accept", accept);

        assertThat(answer.problem()).as("%s %s", accept, names).isEqualTo("403 refused");
      }
      for (String protocol : new String[] {"fanfare", "none-of-ours"}) {
        assertThat(upgrade(names, "Sec-WebSocket-Protocol: " + protocol)).isEqualTo("403 refused");
      }
      assertThat(upgrade(names, "X-Nothing: more")).isEqualTo("403 refused");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"closed", "open.private.x", "read.x"})
  default void noMethodPublishesWhatNoRuleAllows(String group) {
    String open = Groups.open();
    for (String names : new String[] {group, open + "," + group, group + "," + open}) {
      for (String method : new String[] {"POST", "PUT"}) {
        Answer answer =
            Http.send(
                Http.request(server().groups(names, ""))
                    .header("Content-Type", "text/plain")
                    .method(method, java.net.http.HttpRequest.BodyPublishers.ofString("x")));

        assertThat(answer.problem()).as("%s %s", method, names).isEqualTo("403 refused");
      }
    }
    assertNothingIn(open);
  }

  @Test
  @Law(value = 9, on = Law.Transport.WEBSOCKET)
  default void aSocketReadsAndPublishesOnlyWhatRulesAllow() {
    String open = Groups.open();
    try (FanfareSocket socket = FanfareSocket.open(server(), open, StartAt.now())) {
      Map<String, Object> join =
          socket.ask("1", "{\"join\":{\"id\":\"1\",\"groups\":[\"write.x\"]}}");
      Map<String, Object> both =
          socket.ask(
              "2",
              "{\"publish\":{\"id\":\"2\",\"groups\":[\"%s\",\"read.x\"],\"text\":\"x\"}}"
                  .formatted(open));
      Map<String, Object> allowed =
          socket.ask("3", "{\"publish\":{\"id\":\"3\",\"groups\":[\"write.x\"],\"text\":\"x\"}}");

      assertThat(Problem.code(Json.asObject(join.get("problem")))).isEqualTo("403 refused");
      assertThat(Problem.code(Json.asObject(both.get("problem")))).isEqualTo("403 refused");
      assertThat(allowed).containsEntry("status", 202L);
      assertNothingIn(open);
    }
  }

  @Test
  default void aBareFrameThatOneGroupRefusesGoesToNone() throws IOException {
    String open = Groups.open();
    try (RawSocket socket = RawSocket.open(server(), open + ",read.x", "", "")) {
      socket.send(RawSocket.TEXT, "not for all");

      assertThat(socket.closing()).startsWith("1008 ").hasSizeGreaterThan("1008 ".length());
    }
    assertNothingIn(open);
  }

  @Test
  default void whoMayReadButNotPublishHearsAll() {
    String group = Groups.fresh("key");
    String key = "Bearer " + Deployments.KEY;
    for (ReadTransport face : ReadTransport.values()) {
      try (Listener listener = face.listen(server(), group, StartAt.now())) {
        Answer without = Http.post(server().groups(group, ""), "text/plain", "x");
        Answer wrong =
            Http.post(server().groups(group, ""), "text/plain", "x", "Authorization", key + "x");
        Answer with =
            Http.post(server().groups(group, ""), "text/plain", "hi " + face, "Authorization", key);

        assertThat(without.problem()).isEqualTo("401 unauthenticated");
        assertThat(wrong.problem()).isIn("401 unauthenticated", "403 refused");
        assertThat(with.status()).as(with.body()).isEqualTo(202);
        listener.hears("hi " + face);
      }
    }
  }

  @Test
  default void aRuleForUsersAsksWhoItIs() throws IOException {
    assertThat(Http.get(server().groups("user.x", "wait=0")).problem())
        .isEqualTo("401 unauthenticated");
    assertThat(Http.post(server().groups("user.x", ""), "text/plain", "x").problem())
        .isEqualTo("401 unauthenticated");
    assertThat(upgrade("user.x", "Sec-WebSocket-Protocol: fanfare"))
        .isEqualTo("401 unauthenticated");
  }

  private void assertNothingIn(String group) {
    assertThat(Http.get(server().groups(group, "after=start&wait=0")).body())
        .contains("\"publications\":[]");
  }
}
