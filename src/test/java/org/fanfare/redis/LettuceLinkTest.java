package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.redis.LinkFailures.failsFor;

import io.lettuce.core.KillArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.fanfare.gate.Law;
import org.fanfare.layer.LayerRig;
import org.fanfare.log.Epoch;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a link does when its connections or its server fail. */
@Law({2, 4})
final class LettuceLinkTest {
  private static final Keys KEYS = new Keys("ff");
  private static final GroupName GROUP = new GroupName("any.group");
  private static final GroupPolicy POLICY =
      new GroupPolicy("any", 9, 100, 1 << 20, Duration.ofHours(2), Duration.ofHours(1));
  private static RedisServer server;
  private static RedisCommands<byte[], byte[]> redis;

  private final ThreadLoop loop = new ThreadLoop(() -> System.nanoTime() / 1_000_000);
  private final LettuceDialer dialer =
      new LettuceDialer(
          loop,
          RedisServer.plain(server.port()),
          Times.USUAL.timeOut(),
          Executors.defaultThreadFactory());
  private final Queue<String> ends = new ConcurrentLinkedQueue<>();

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
    dialer.close();
    loop.close();
    redis.flushall();
  }

  private <T> CompletableFuture<T> asked(Supplier<CompletionStage<T>> ask) {
    return CompletableFuture.supplyAsync(ask, loop)
        .thenCompose(stage -> stage)
        .toCompletableFuture();
  }

  private Link dial() {
    return LayerRig.answer(asked(() -> dialer.dial(new Noting())));
  }

  private final class Noting implements Link.Listener {
    @Override
    public void heard(byte[] channel, byte[] payload) {
      throw new AssertionError("nobody has subscribed");
    }

    @Override
    public void ended(String why) {
      ends.add(why);
    }
  }

  private static Publish publish(String text) {
    return new Publish(GROUP, POLICY, Message.text(text), null, Duration.ofMinutes(5));
  }

  private CompletableFuture<List<Object>> run(Link link, Request<?> request, boolean begin) {
    Request.Fence fence = new Request.Fence(link.life(), null, new Epoch(7), begin, 0);
    return asked(
        () -> link.run(request.script(), request.keys(KEYS), request.arguments(fence, KEYS)));
  }

  @Test
  void oneConnectionThatEndsIsTheEndOfTheLinkAndNoneIsMadeAgain() {
    Link link = dial();
    LayerRig.answer(
        asked(() -> link.subscribe(List.of(KEYS.inbox("node"))).thenApply(done -> true)));
    assertThat(clients()).isEqualTo(3); // and that of this test

    redis.clientKill(KillArgs.Builder.typePubsub());

    Awaitility.await().until(() -> clients() == 1 && ends.size() == 1);
    failsFor(LinkException.Kind.NOT_ASKED, false, asked(() -> link.get(KEYS.meta(GROUP))));
  }

  private static long clients() {
    return redis.clientList().lines().count();
  }

  @Test
  void scriptsThatTheServerHasForgottenAreLoadedAgain() {
    Link link = dial();
    redis.scriptFlush();

    List<Object> reply = LayerRig.answer(run(link, publish("1"), true));

    assertThat(Request.wordOf(reply)).isEqualTo("OK");
    assertThat(redis.llen(KEYS.log(GROUP))).isOne();
  }

  @Test
  void aServerThatDoesNotAnswerIsWaitedForNoLongerThanTheTimeOut() throws IOException {
    Link link = dial();
    server.freeze();
    long begun = System.nanoTime();
    try {
      failsFor(LinkException.Kind.TIMED_OUT, true, run(link, publish("1"), true));
    } finally {
      server.thaw();
    }

    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(Times.USUAL.timeOut().minusMillis(50), Times.USUAL.timeOut().plusSeconds(1));
  }

  @Test
  @Law(6)
  void moreThanMayWaitForAnAnswerIsNotAsked() throws IOException {
    Link link = dial();
    server.freeze();
    try {
      List<CompletableFuture<List<Object>>> asked =
          IntStream.range(0, InFlight.MOST)
              .mapToObj(i -> run(link, publish("waits"), true))
              .toList();

      failsFor(LinkException.Kind.NOT_ASKED, false, run(link, publish("one more"), true));
      asked.forEach(each -> failsFor(LinkException.Kind.TIMED_OUT, true, each));
    } finally {
      server.thaw();
    }
  }

  @Test
  void aServerThatIsNoMasterIsNotLinkedAndItsLifeHasEnded() {
    Link before = dial();
    redis.replicaof("127.0.0.1", 1);
    try {
      assertThat(LayerRig.answer(asked(before::look))).isNotEqualTo(before.life());
      failsFor(LinkException.Kind.NOT_ASKED, false, asked(() -> dialer.dial(new Noting())));
      failsFor(LinkException.Kind.REFUSED, false, run(before, publish("1"), true));
      Awaitility.await().until(() -> ends.size() == 1);
    } finally {
      redis.replicaofNoOne();
    }

    assertThat(dial().life()).isNotEqualTo(before.life());
  }

  @Test
  @Law({4, 6})
  void whereTheServerIsFullNothingIsDoneButToDiscard() {
    Link link = dial();
    LayerRig.answer(run(link, publish("1"), true));
    LayerRig.answer(run(link, publish("2"), true));
    byte[] meta = redis.get(KEYS.meta(GROUP));

    redis.configSet("maxmemory", "1");
    try {
      failsFor(LinkException.Kind.REFUSED, false, run(link, publish("3"), true));
      failsFor(LinkException.Kind.REFUSED, false, run(link, Read.now(GROUP, POLICY, true), true));
      failsFor(LinkException.Kind.REFUSED, false, run(link, Discard.restart(GROUP, POLICY), false));
      assertThat(redis.get(KEYS.meta(GROUP))).isEqualTo(meta);
      assertThat(redis.llen(KEYS.log(GROUP))).isEqualTo(2);

      LayerRig.answer(run(link, Discard.trim(GROUP, POLICY, 1), false));
      assertThat(redis.llen(KEYS.log(GROUP))).isOne();
    } finally {
      redis.configSet("maxmemory", "0");
    }
  }

  @Test
  void whereTheServerMayNotWriteNothingIsDone() {
    Link link = dial();
    redis.configSet("min-replicas-to-write", "9");
    try {
      failsFor(LinkException.Kind.REFUSED, false, run(link, publish("1"), true));
    } finally {
      redis.configSet("min-replicas-to-write", "0");
    }

    assertThat(redis.keys("*")).isEmpty();
  }
}
