package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.function.Supplier;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Checker;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.Publishing;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.StartAt;
import org.fanfare.wire.kit.Statistics;
import org.junit.jupiter.api.Test;

/**
 * Laws 2 and 4 while a layer cannot reach the other nodes: clients stay, are told, and miss
 * nothing; publishers are answered. What is published to {@code network.switch} cuts the network,
 * and mends it.
 */
@Law(
    value = {2, 4},
    on = {})
public interface CutOffPromises extends OnTheWire {
  @Test
  @Law(value = 2, on = Law.Transport.WEBSOCKET)
  default void aSocketIsToldThatItIsInterruptedAndThatItGoesOn() throws IOException {
    String group = Groups.open();
    Publishing publishing = new Publishing(server(), new Checker());
    try (RawSocket socket = RawSocket.open(server(), group, "", "fanfare")) {
      assertThat(socket.message().text()).startsWith("{\"hello\"");
      cut();

      assertThat(socket.message().text()).isEqualTo("{\"interrupted\":true}");
      mend();
      assertThat(socket.message().text()).isEqualTo("{\"interrupted\":false}");
      publishing.text(group, "after");
      assertThat(socket.message().text()).contains("\"offset\":1", "after");
    } finally {
      mend();
    }
  }

  @Test
  @Law(value = 2, on = Law.Transport.SSE)
  default void aStreamIsToldThatItIsInterruptedAndThatItGoesOn() {
    String group = Groups.open();
    Publishing publishing = new Publishing(server(), new Checker());
    try (EventStream stream = EventStream.open(server(), group, StartAt.now())) {
      cut();
      awaits(() -> stream.events().size() == 1);
      mend();
      awaits(() -> stream.events().size() == 2);
      publishing.text(group, "after");
      stream.hears("after");

      assertThat(stream.events())
          .extracting(event -> event.type())
          .containsExactly("interrupted", "resumed", "message");
    } finally {
      mend();
    }
  }

  @Test
  @Law(value = 2, on = Law.Transport.POLL)
  default void aPollThatWaitsInVainKeepsItsPlaceAndIsToldWhy() {
    String group = Groups.open();
    try (Listener follows = ReadTransport.SSE.listen(server(), group, StartAt.now())) {
      String cursor = Http.get(server().groups(group, "wait=0")).json().get("cursor").toString();
      cut();

      Answer answer = Http.get(server().groups(group, "wait=0.1&after=" + cursor));
      assertThat(answer.json()).containsEntry("cursor", cursor).containsEntry("interrupted", true);
      assertThat(Http.get(server().groups(group, "wait=0")).status())
          .as("from now, which nobody here knows")
          .isEqualTo(503);
      assertThat(follows.ended()).isFalse();
    } finally {
      mend();
    }
  }

  @Test
  @Law(4)
  default void whoPublishesIsRefusedAndWhoOperatesIsTold() {
    String group = Groups.open();
    try {
      cut();

      Answer answer = Http.post(server().groups(group, ""), "text/plain", "never");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(layer()).isEqualTo("interrupted");
      assertThat(operators("health").status()).as("for 10 seconds it may be").isEqualTo(200);
      mend();
      assertThat(layer()).isEqualTo("up");
    } finally {
      mend();
    }
  }

  private String layer() {
    return Statistics.of(server()).layer();
  }

  private Answer operators(String what) {
    return Http.get(server().api(what), "Authorization", "Bearer " + Deployments.KEY);
  }

  private void cut() {
    Http.post(server().groups("network.switch", ""), "text/plain", "cut");
  }

  private void mend() {
    Http.post(server().groups("network.switch", ""), "text/plain", "mend");
  }

  private static void awaits(Supplier<Boolean> condition) {
    await("what it is told").until(condition::get);
  }
}
