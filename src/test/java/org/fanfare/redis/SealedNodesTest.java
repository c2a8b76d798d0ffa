package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKey;
import org.fanfare.gate.Law;
import org.fanfare.layer.Batch;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.LayerSetup;
import org.fanfare.layer.LayerState;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.NodeLayer;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Owner;
import org.fanfare.layer.Policies;
import org.fanfare.layer.PublishKey;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Refusal;
import org.fanfare.layer.Start;
import org.fanfare.log.Reading;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nodes that seal what they publish and send, on a real server, which has none of it. */
@Law({6, 8})
final class SealedNodesTest {
  private static final GroupName GROUP = new GroupName("any.group");
  private static final Keys KEYS = new Keys("ff");
  private static final String SECRET = "s3cret";
  private static final LayerSetup SETUP =
      new LayerSetup(
          Policies.byName(Policies.ROOMY),
          new LayerLimits(1 << 20, 5, 1000, new LayerLimits.Keys(1, 1, Duration.ofMinutes(1))),
          Clock.systemUTC(),
          new SecureRandom());
  private static RedisServer server;
  private static RedisCommands<byte[], byte[]> redis;

  private final List<NodeLayer> nodes = new ArrayList<>();
  private final List<Runnable> releases = new ArrayList<>();
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();

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
    nodes.forEach(NodeLayer::close);
    releases.forEach(Runnable::run);
    redis.flushall();
  }

  private NodeLayer node(int... keys) {
    return node(SealsTest.keys(keys));
  }

  private NodeLayer node(List<SecretKey> keys) {
    RedisSetup setup =
        new RedisSetup(
            List.of(URI.create("redis://127.0.0.1:" + server.port())),
            Optional.empty(),
            List.of(),
            new RedisSetup.Login("", ""),
            keys,
            KEYS.prefix(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(50),
            Duration.ofSeconds(30));
    NodeLayer node = new RedisLayers(setup, Thread::new).make(SETUP);
    nodes.add(node);
    await().until(() -> node.state().kind() == LayerState.Kind.UP);
    return node;
  }

  private static void publish(NodeLayer node, String text) {
    LayerRig.done(node.layer().publish(GROUP, Message.text(text)));
  }

  private static Reader open(NodeLayer node, Start start) {
    return LayerRig.done(node.layer().open(GROUP, start, Runnable::run, batch -> {}));
  }

  private static List<String> texts(Reader reader) {
    Reading reading = reader.read(Batch.NONE, 1 << 16, 99);
    return reading.slice() == null
        ? List.of()
        : reading.slice().publications().stream()
            .map(publication -> publication.message().text())
            .toList();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Hears what goes through the server's channels, as an operator can. */
  private void listen(byte[] channel) {
    ThreadLoop loop = new ThreadLoop(() -> System.nanoTime() / 1_000_000);
    LettuceLine line = new LettuceLine(loop, server.port());
    Link.Listener listener =
        new Link.Listener() {
          @Override
          public void heard(byte[] on, byte[] payload) {
            if (!Master.isBeacon(payload)) {
              heard.add(text(payload));
            }
          }

          @Override
          public void ended(String why) {
            // with the test
          }
        };
    LayerRig.answer(
        CompletableFuture.supplyAsync(() -> line.dial(listener), loop)
            .thenCompose(link -> link)
            .thenComposeAsync(link -> link.subscribe(List.of(channel)), loop)
            .thenApply(confirmed -> true));
    releases.add(line::close);
    releases.add(loop::close);
  }

  @Test
  void whatIsPublishedIsReadOnAnotherNodeAndIsNowhereInTheClear() throws Exception {
    NodeLayer one = node(1);
    NodeLayer other = node(1);
    publish(one, SECRET + " first");
    Reader reader = open(other, new Start.Oldest());
    assertThat(texts(reader)).containsExactly(SECRET + " first");

    listen(KEYS.channel(GROUP));
    publish(one, SECRET + " second");
    await().until(() -> heard.size() == 1);

    await().untilAsserted(() -> assertThat(texts(reader)).containsExactly(SECRET + " second"));
    assertThat(heard).noneMatch(payload -> payload.contains(SECRET));
    assertThat(redis.lrange(KEYS.log(GROUP), 0, -1))
        .hasSize(2)
        .noneMatch(entry -> text(entry).contains(SECRET));
  }

  @Test
  void whatIsSentToAnotherNodeIsNotInTheClearEither() throws Exception {
    NodeLayer one = node(1);
    NodeLayer other = node(1);
    Mailbox mailbox = LayerRig.answer(other.layer().openMailbox(new Owner()));
    byte[] inbox = KEYS.inbox(NodeTag.of(mailbox.name()).value());

    listen(inbox);
    await()
        .ignoreExceptions()
        .until(
            () ->
                one.layer()
                    .send(mailbox.name(), Message.text(SECRET))
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS)
                    .equals(Outcome.done()));
    await().until(() -> !heard.isEmpty());

    assertThat(mailbox.take().text()).isEqualTo(SECRET);
    assertThat(heard).noneMatch(payload -> payload.contains(SECRET));
  }

  @Test
  void keysOfPublishersAreKnownAgainAfterTheKeyOfEncryptionHasChanged() {
    PublishKey key = new PublishKey("scope", "one body");
    NodeLayer before = node(1);
    NodeLayer after = node(2, 1);
    Message message = Message.text("once");
    long offset = LayerRig.done(before.layer().publish(GROUP, message, key)).offset();

    var repeated = LayerRig.done(after.layer().publish(GROUP, message, key));

    assertThat(repeated.replayed()).isTrue();
    assertThat(repeated.offset()).isEqualTo(offset);
    assertThat(
            LayerRig.refused(
                after
                    .layer()
                    .publish(GROUP, Message.text("else"), new PublishKey("scope", "other body"))))
        .isEqualTo(Refusal.KEY_REUSED);
    assertThat(redis.llen(KEYS.log(GROUP))).isOne();
  }

  @Test
  void whileKeysAndNodesChangeEverybodyWhoHasAllKeysReadsAll() {
    NodeLayer plain = node();
    NodeLayer old = node(1);
    NodeLayer rotating = node(1, 2);
    NodeLayer present = node(2, 1);
    publish(plain, "not sealed");
    publish(old, "by the old key");
    publish(present, "by the new key");

    assertThat(texts(open(present, new Start.Oldest())))
        .containsExactly("not sealed", "by the old key", "by the new key");
    assertThat(texts(open(rotating, new Start.Oldest())))
        .containsExactly("not sealed", "by the old key", "by the new key");
  }

  @Test
  void aNodeThatLacksAKeySaysSoAndTellsNothingWrong() {
    publish(node(2), "by another key");
    NodeLayer node = node(1);

    assertThat(node.layer().open(GROUP, new Start.Oldest(), Runnable::run, batch -> {}))
        .failsWithin(Duration.ofSeconds(10));
    await().until(() -> node.state().kind() == LayerState.Kind.MISCONFIGURED);
    assertThat(node.state().why()).contains("redis.encryption-keys");
    publish(node, "it can publish all the same");
  }
}
