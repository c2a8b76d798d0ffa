package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.gate.Law;
import org.fanfare.redis.RedisServer;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Checker;
import org.fanfare.wire.kit.Client;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.HeardItem;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.Node;
import org.fanfare.wire.kit.Polling;
import org.fanfare.wire.kit.Publishing;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.StartAt;
import org.fanfare.wire.kit.Statistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nodes that share a Redis: it makes no difference on which of them a client is, and all of it goes
 * on when Redis was away.
 */
@Tag("payara")
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Law(
    value = {1, 2, 3, 4},
    on = {})
class NodesOnRedisIT {
  private static final String INTERRUPTED = "The channel layer redis is interrupted";
  private static final String SETTINGS =
      """
        heartbeat = 2s
        stop.spread = 500ms
        demo.clock = false
        demo.applications = false
        layer = redis
      """;

  private RedisServer redis;
  private Node one;
  private Node other;

  @BeforeAll
  void twoNodes() throws IOException {
    redis = new RedisServer();
    one = Node.start(settings(redis));
    other = Node.start(settings(redis));
    one.awaitServing();
    other.awaitServing();
    awaitBoth("up");
  }

  @AfterAll
  void end() throws IOException {
    one.close();
    other.close();
    redis.close();
  }

  private static String settings(RedisServer redis) {
    return SETTINGS
        + Groups.OPEN
        + "  redis.servers = [\"redis://127.0.0.1:"
        + redis.port()
        + "\"]\n";
  }

  private static Answer published(Node node, String group, String text) {
    return Http.post(node.server().groups(group, ""), "text/plain", text);
  }

  private static void publish(Node node, String group, String text) {
    Answer answer = published(node, group, text);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
  }

  private static Answer operators(Node node, String what) {
    return Http.get(node.server().api(what), "Authorization", "Bearer " + Deployments.KEY);
  }

  private static String kind(Node node) {
    return Statistics.of(node.server()).layer();
  }

  private void awaitBoth(String kind) {
    await("that both are " + kind).until(() -> kind(one).equals(kind) && kind(other).equals(kind));
  }

  private static long told(Node node, String line) throws IOException {
    return node.log().stream().filter(each -> each.contains(line)).count();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsPublishedOnOneNodeReachesTheReadersOfTheOther(ReadTransport face) {
    String group = Groups.open();
    try (Listener here = face.listen(one.server(), group, StartAt.now());
        Listener there = face.listen(other.server(), group, StartAt.now())) {
      publish(one, group, "from one");
      publish(other, group, "from the other");
      publish(one, group, "from one again");

      here.hears("from one", "from the other", "from one again");
      there.hears("from one", "from the other", "from one again");
      assertThat(there.gaps()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClientComesBackOnTheOtherNodeWithItsCursorAndMissesNothing(ReadTransport face) {
    String group = Groups.open();
    String cursor;
    try (Listener before = face.listen(one.server(), group, StartAt.now())) {
      publish(other, group, "read before");
      before.hears("read before");
      cursor = before.cursor();
    }
    publish(one, group, "meanwhile");
    publish(other, group, "meanwhile, too");

    try (Listener after = face.next().listen(other.server(), group, StartAt.after(cursor))) {
      publish(one, group, "afterwards");

      after.hears("meanwhile", "meanwhile, too", "afterwards");
      assertThat(after.gaps()).isEmpty();
    }
  }

  @Test
  void whoeverPublishesWhereAllReadTheSameInTheSameOrder() {
    String group = Groups.open();
    Checker checker = new Checker();
    List<Client> clients = new ArrayList<>();
    for (Node node : List.of(one, other)) {
      for (ReadTransport face : ReadTransport.values()) {
        clients.add(Client.on(face, node.server(), group, checker));
      }
    }
    for (int i = 1; i <= 50; i++) {
      new Publishing((i % 2 == 0 ? one : other).server(), checker).text(group, "m" + i);
    }

    assertThat(checker.head(group)).isEqualTo(50);
    clients.forEach(Client::hasHeardEverythingInOrder);
    clients.forEach(Client::close);
  }

  @Test
  void aChannelIsReachedFromTheOtherNodeUntilItsConnectionEnds() {
    String channel;
    try (FanfareSocket socket = FanfareSocket.open(one.server(), Groups.open(), StartAt.now())) {
      channel = socket.channel();

      assertThat(sent(other, channel).status()).isEqualTo(202);
      await().until(() -> socket.messages().size() == 1);
    }

    await().until(() -> sent(other, channel).problem().equals("404 no-channel"));
  }

  private static Answer sent(Node node, String channel) {
    return Http.post(
        node.server().api("channels/" + channel),
        "text/plain",
        "by name",
        "Authorization",
        "Bearer " + Deployments.KEY);
  }

  @Test
  void aRepeatOnTheOtherNodeIsAnsweredAsTheFirst() {
    String group = Groups.open();
    String[] key = {"Idempotency-Key", "once-" + group};

    Answer first = Http.post(one.server().groups(group, ""), "text/plain", "once", key);
    Answer second = Http.post(other.server().groups(group, ""), "text/plain", "once", key);

    assertThat(first.status()).isEqualTo(202);
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.offset(group)).isEqualTo(first.offset(group));
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void whileRedisIsAwayPublishersAreRefusedAndReadersAreToldAndThenAllGoesOn() throws IOException {
    long interruptions = told(one, INTERRUPTED) + told(other, INTERRUPTED);
    String group = Groups.open();
    HeardItem.Gap perhaps = new HeardItem.Gap(group, 2, null, "epoch");
    try (FanfareSocket socket = FanfareSocket.open(one.server(), group, StartAt.now());
        EventStream stream = EventStream.open(other.server(), group, StartAt.now());
        Polling poll = Polling.open(other.server(), group, StartAt.now())) {
      List<Listener> all = List.of(socket, stream, poll);
      publish(one, group, "before");
      all.forEach(listener -> listener.hears("before"));

      redis.kill();
      awaitBoth("interrupted");
      assertThat(published(one, group, "never").status()).isEqualTo(503);
      assertThat(published(other, group, "never").status()).isEqualTo(503);
      await("that all are told")
          .until(
              () ->
                  socket.raw().contains("{\"interrupted\":true}")
                      && stream.events().stream().anyMatch(e -> e.type().equals("interrupted"))
                      && Boolean.TRUE.equals(poll.last().get("interrupted")));

      redis.start();
      awaitBoth("up");
      await("that all are told that it goes on")
          .until(
              () ->
                  socket.raw().contains("{\"interrupted\":false}")
                      && stream.events().stream().anyMatch(e -> e.type().equals("resumed")));
      publish(other, group, "after");

      all.forEach(listener -> listener.hears("before", "after"));
      assertThat(all).noneMatch(Listener::ended);
      assertThat(all).allSatisfy(each -> assertThat(each.gaps()).containsExactly(perhaps));
    }
    assertThat(told(one, INTERRUPTED) + told(other, INTERRUPTED) - interruptions)
        .as("each says it once")
        .isEqualTo(2);
  }

  @Test
  void aNodeStartsWhileRedisIsAwaySaysSoOnceAndServesWhenItIsThere() throws IOException {
    String group = Groups.open();
    try (RedisServer late = new RedisServer()) {
      late.kill();
      try (Node node = Node.start(settings(late)).awaitServing()) {
        assertThat(kind(node)).isEqualTo("interrupted");
        assertThat(published(node, group, "never").status()).isEqualTo(503);
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> operators(node, "health").status() == 503);
        assertThat(told(node, INTERRUPTED)).isOne();
        assertThat(told(node, "Connection refused")).as("says why").isPositive();

        late.start();
        await().until(() -> kind(node).equals("up"));
        publish(node, group, "now");
        assertThat(operators(node, "health").status()).isEqualTo(200);
      }
    }
  }
}
