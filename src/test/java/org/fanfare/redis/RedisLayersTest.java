package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.fanfare.gate.Law;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.LayerException;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.LayerSetup;
import org.fanfare.layer.LayerState;
import org.fanfare.layer.NodeLayer;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The layer of a node on a real server, from its start to its end (R14, R22). */
@Law({4, 10})
final class RedisLayersTest {
  private static final GroupName GROUP = new GroupName("any.group");
  private static final LayerSetup SETUP =
      new LayerSetup(
          Policies.byName(Policies.ROOMY),
          new LayerLimits(1 << 20, 5, 1000, new LayerLimits.Keys(1, 1, Duration.ofMinutes(1))),
          Clock.systemUTC(),
          new SecureRandom());

  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
  private final Queue<NodeLayer> made = new ConcurrentLinkedQueue<>();
  private RedisServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RedisServer();
  }

  @AfterEach
  void end() throws IOException {
    made.forEach(NodeLayer::close);
    server.close();
  }

  private Thread thread(Runnable task) {
    Thread thread = new Thread(task);
    threads.add(thread);
    return thread;
  }

  private NodeLayer layer() {
    return layer("", "", "ff");
  }

  private NodeLayer layer(String user, String password, String prefix) {
    NodeLayer layer =
        new RedisLayers(
                setup("redis://127.0.0.1:" + server.port(), user, password, prefix), this::thread)
            .make(SETUP);
    made.add(layer);
    return layer;
  }

  private static RedisSetup setup(String server, String user, String password, String prefix) {
    return new RedisSetup(
        List.of(URI.create(server)),
        Optional.empty(),
        List.of(),
        new RedisSetup.Login(user, password),
        List.of(),
        prefix,
        Duration.ofSeconds(2),
        Duration.ofSeconds(50),
        Duration.ofSeconds(30));
  }

  private static void awaitState(NodeLayer layer, LayerState.Kind kind) {
    await().until(() -> layer.state().kind() == kind);
  }

  private static LayerException failure(CompletionStage<?> answer) {
    try {
      answer.toCompletableFuture().get(10, TimeUnit.SECONDS);
      throw new AssertionError("it did not fail");
    } catch (ExecutionException e) {
      return (LayerException) e.getCause();
    } catch (Exception e) {
      throw new AssertionError("no answer", e);
    }
  }

  @Test
  void itStartsWhileRedisIsAwayAndGoesOnWhenItIsThere() throws IOException {
    server.kill();
    NodeLayer node = layer();
    ChannelLayer layer = node.layer();

    await().until(() -> node.state().why().contains("Connection refused"));
    assertThat(node.name()).isEqualTo("redis");
    assertThat(node.state().kind()).isEqualTo(LayerState.Kind.INTERRUPTED);
    assertThat(failure(layer.publish(GROUP, Message.text("never"))).mayHaveHappened()).isFalse();
    assertThat(
            failure(layer.open(GROUP, new Start.Now(), Runnable::run, batch -> {}))
                .mayHaveHappened())
        .isFalse();

    server.start();
    awaitState(node, LayerState.Kind.UP);
    assertThat(node.state().why()).isEmpty();
    assertThat(LayerRig.done(layer.publish(GROUP, Message.text("first"))).offset()).isOne();
  }

  @Test
  void whenItIsClosedItsThreadsHaveEndedAndWhoAsksIsTold() {
    NodeLayer node = layer();
    awaitState(node, LayerState.Kind.UP);
    ChannelLayer layer = node.layer();
    Reader reader = LayerRig.done(layer.open(GROUP, new Start.Now(), Runnable::run, batch -> {}));
    List<Thread> lived = List.copyOf(threads);

    node.close();
    node.close();

    assertThat(lived).extracting(Thread::getName).contains("fanfare-redis", "fanfare-redis-io");
    assertThat(threads).noneMatch(Thread::isAlive);
    assertThat(failure(layer.publish(GROUP, Message.text("never"))))
        .hasMessage("the layer has ended");
    reader.close();
    node.tick();
    assertThat(layer.statistics().readers()).isZero();
  }

  @Test
  void whoWaitsForAServerThatDoesNotAnswerIsToldWhenItIsClosed() throws IOException {
    NodeLayer node = layer();
    awaitState(node, LayerState.Kind.UP);
    server.freeze();
    try {
      CompletionStage<?> answer = node.layer().publish(GROUP, Message.text("unknown"));

      node.close();

      assertThat(answer.toCompletableFuture()).isDone();
      assertThat(failure(answer).mayHaveHappened()).isTrue();
      assertThat(threads).noneMatch(Thread::isAlive);
    } finally {
      server.thaw();
    }
  }

  @Test
  void itLogsInWithTheRightsThatTheDocumentationGivesAndUsesNothingButItsPrefix()
      throws IOException {
    try (StatefulRedisConnection<byte[], byte[]> operator = server.connect()) {
      setUser(operator, "board", "s3cret");
      NodeLayer node = layer("fanfare", "s3cret", "board");
      awaitState(node, LayerState.Kind.UP);
      ChannelLayer layer = node.layer();
      Reader reader = LayerRig.done(layer.open(GROUP, new Start.Now(), Runnable::run, batch -> {}));

      LayerRig.done(layer.publish(GROUP, Message.text("one")));
      node.tick();
      assertThat(LayerRig.answer(layer.groups().list(any -> true, null, 10)))
          .containsExactly(GROUP);
      LayerRig.done(layer.groups().trim(GROUP, 1));
      LayerRig.done(layer.groups().restart(GROUP));
      LayerRig.done(layer.publish(GROUP, Message.text("another")));
      reader.close();

      assertThat(node.state().kind()).isEqualTo(LayerState.Kind.UP);
      assertThat(operator.sync().keys("*"))
          .isNotEmpty()
          .allSatisfy(
              key -> assertThat(new String(key, StandardCharsets.UTF_8)).startsWith("board:"));
    }
  }

  @Test
  void aWrongPasswordIsSaidInTheState() throws IOException {
    try (StatefulRedisConnection<byte[], byte[]> operator = server.connect()) {
      setUser(operator, "ff", "s3cret");
      NodeLayer node = layer("fanfare", "wrong", "ff");

      await().until(() -> node.state().why().contains("WRONGPASS"));
      assertThat(node.state().kind()).isEqualTo(LayerState.Kind.INTERRUPTED);
    }
  }

  private static void setUser(
      StatefulRedisConnection<byte[], byte[]> operator, String prefix, String password)
      throws IOException {
    CommandArgs<byte[], byte[]> words =
        new CommandArgs<>(ByteArrayCodec.INSTANCE)
            .add("SETUSER")
            .add("fanfare")
            .add("on")
            .add(">" + password);
    DocumentedRights.words().stream()
        .map(right -> right.replace("ff:", prefix + ":"))
        .forEach(words::add);
    assertThat(
            operator
                .sync()
                .dispatch(CommandType.ACL, new StatusOutput<>(ByteArrayCodec.INSTANCE), words))
        .isEqualTo("OK");
  }

  @Test
  void theAddressOfAServerIsTakenWithWhatBelongsToIt() {
    RedisURI plain = LettuceServer.of(setup("redis://redis.example", "", "", "ff")).address();
    assertThat(plain.getHost()).isEqualTo("redis.example");
    assertThat(plain.getPort()).isEqualTo(6379);
    assertThat(plain.isSsl()).isFalse();

    RedisURI secure = LettuceServer.of(setup("rediss://[::1]:6380/", "anna", "pw", "ff")).address();
    assertThat(secure.getHost()).isEqualTo("::1");
    assertThat(secure.getPort()).isEqualTo(6380);
    assertThat(secure.isSsl()).isTrue();
    assertThat(secure.isVerifyPeer()).isTrue();
    assertThat(setup("redis://a", "anna", "s3cret", "ff").toString()).doesNotContain("s3cret");
  }

  @Test
  void whereTheContainerHasNoThreadsTheNodeDoesNotStart() {
    RedisLayers layers = new RedisLayers(setup("redis://a", "", "", "ff"), task -> null);

    assertThatThrownBy(() -> layers.make(SETUP))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the server has no thread for fanfare-redis");
  }
}
