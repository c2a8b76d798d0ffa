package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.fanfare.gate.Law;
import org.fanfare.layer.Batch;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.LayerState;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Owner;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Refusal;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nodes on a real server that answers and does not do all that it is asked. */
@Law({4, 6, 10})
final class RedisHindrancesTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final GroupName GROUP = new GroupName("any.group");
  private static final LayerLimits LIMITS =
      new LayerLimits(1 << 20, 5, 1000, new LayerLimits.Keys(1, 1, Duration.ofMinutes(1)));
  private static RedisServer server;
  private static RedisCommands<byte[], byte[]> redis;

  private final AtomicLong turned = new AtomicLong();
  private final List<Node> nodes = new ArrayList<>();
  private final Node one = new Node();
  private final Node other = new Node();

  /** A node, whose time is turned by the test. */
  private final class Node {
    private final ThreadLoop loop =
        new ThreadLoop(() -> System.nanoTime() / 1_000_000 + turned.get());
    private final LettuceLine line = new LettuceLine(loop, server.port());
    private final RedisChannelLayer layer;

    Node() {
      NodeTag tag = NodeTag.random(RANDOM);
      NodePlace place =
          new NodePlace(
              loop,
              line,
              new Keys("ff"),
              tag.value(),
              Times.USUAL,
              Clock.systemUTC(),
              () -> 0,
              RANDOM);
      RedisGroups groups = new RedisGroups(place, Policies.byName(Policies.ROOMY), LIMITS);
      RedisNodes others = new RedisNodes(place, groups);
      layer =
          new RedisChannelLayer(
              groups,
              new RedisChannels(tag, LIMITS, others, groups::position, RANDOM),
              others,
              () -> {});
      nodes.add(this);
      await().until(() -> layer.state().kind() == LayerState.Kind.UP);
    }

    void settle() {
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> line.isIdle() && loop.isIdle() && line.isIdle());
    }

    void close() {
      layer.close();
      line.close();
      loop.close();
    }

    CompletableFuture<Outcome<Reader>> open(GroupName group) {
      return layer
          .open(group, new Start.Oldest(), Runnable::run, batch -> {})
          .toCompletableFuture();
    }
  }

  @BeforeAll
  static void startServer() throws IOException {
    server = new RedisServer();
    redis = server.connect().sync();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @AfterEach
  void release() {
    nodes.forEach(Node::close);
    redis.configSet("maxmemory", "0");
    redis.configSet("maxmemory-policy", "noeviction");
    redis.configSet("min-replicas-to-write", "0");
    redis.flushall();
  }

  /** Time passes for all nodes, when they have nothing to do. */
  private void pass(long millis) {
    nodes.forEach(Node::settle);
    turned.addAndGet(millis);
    nodes.forEach(node -> node.layer.tick());
    nodes.forEach(Node::settle);
  }

  /** Time passes for all nodes until the first is in a state. */
  private void awaitState(LayerState.Kind kind) {
    awaitPassing(() -> one.layer.state().kind() == kind);
  }

  private void awaitPassing(BooleanSupplier condition) {
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              pass(1600);
              return condition.getAsBoolean();
            });
  }

  @Test
  void whereTheServerIsFullWhatLivesCanBeReadAndNothingElseIsDone() {
    LayerRig.done(one.layer.publish(GROUP, Message.text("kept")));
    redis.configSet("maxmemory", "1");
    awaitState(LayerState.Kind.FULL);

    assertThat(one.layer.state().why()).contains("larger maxmemory");
    assertThat(LayerRig.refused(one.layer.publish(GROUP, Message.text("no"))))
        .isEqualTo(Refusal.MEMORY_FULL);
    assertThat(LayerRig.refused(other.open(new GroupName("new.group"))))
        .isEqualTo(Refusal.MEMORY_FULL);
    Reader reader = LayerRig.done(other.open(GROUP));
    assertThat(reader.read(Batch.NONE, 1 << 10, 9).slice().publications())
        .extracting(publication -> publication.message().text())
        .containsExactly("kept");
    reader.close();

    redis.configSet("maxmemory", "0");
    awaitState(LayerState.Kind.UP);
    assertThat(LayerRig.done(one.layer.publish(GROUP, Message.text("again"))).offset())
        .isEqualTo(2);
  }

  @Test
  void nodesDoNotTakeEachOtherForDeadWhereTheServerIsFull() {
    Mailbox mailbox = LayerRig.answer(other.layer.openMailbox(new Owner()));
    byte[] lease = new Keys("ff").lease(NodeTag.of(mailbox.name()).value());
    await().until(() -> redis.exists(lease) == 1);
    redis.configSet("maxmemory", "1");
    redis.pexpire(lease, 1000);
    awaitState(LayerState.Kind.FULL);

    awaitPassing(() -> redis.pttl(lease) > 1000);
    assertThat(LayerRig.answer(one.layer.send(mailbox.name(), Message.text("hello"))))
        .isEqualTo(Outcome.done());
    redis.del(lease);
    awaitPassing(() -> redis.exists(lease) == 1);
    assertThat(mailbox.take().text()).isEqualTo("hello");
  }

  @Test
  void aServerThatMayNotWriteIsToldWithItsReasonThoughNobodyPublishes() {
    redis.configSet("min-replicas-to-write", "9");
    awaitState(LayerState.Kind.READ_ONLY);
    assertThat(one.layer.state().why()).contains("NOREPLICAS");

    redis.configSet("min-replicas-to-write", "0");
    awaitState(LayerState.Kind.UP);
  }

  @Test
  void aServerThatThrowsLogsAwayIsToldAlsoToANodeThatComesLater() {
    redis.configSet("maxmemory-policy", "allkeys-lru");
    awaitState(LayerState.Kind.MISCONFIGURED);
    assertThat(one.layer.state().why()).contains("allkeys-lru");

    LayerRig.done(one.layer.publish(GROUP, Message.text("it works")));
    redis.configSet("maxmemory-policy", "noeviction");
    awaitState(LayerState.Kind.UP);
  }
}
