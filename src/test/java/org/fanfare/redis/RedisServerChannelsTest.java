package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.redis.LinkFailures.failsFor;

import io.lettuce.core.KillArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.MailboxOwner;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Owner;
import org.fanfare.layer.Refusal;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The channels of another node keep the contract, on a real redis-server (R18). */
final class RedisServerChannelsTest extends ForeignChannelsContract {
  private final StatefulRedisConnection<byte[], byte[]> connection =
      RedisServerGroupsTest.server().connect();
  private final RedisCommands<byte[], byte[]> redis = connection.sync();

  RedisServerChannelsTest() {
    super(new RedisServerGroupsTest());
  }

  @BeforeAll
  static void startServer(@TempDir Path folder) throws IOException {
    RedisServerGroupsTest.startServer(folder);
  }

  @AfterAll
  static void stopServer() throws IOException {
    RedisServerGroupsTest.stopServer();
  }

  @AfterEach
  void release() {
    connection.close();
  }

  private byte[] lease(Mailbox mailbox) {
    return keys().lease(NodeTag.of(mailbox.name()).value());
  }

  private static CompletableFuture<Outcome<Void>> send(LayerRig rig, Mailbox mailbox, String text) {
    return rig.layer().send(mailbox.name(), Message.text(text)).toCompletableFuture();
  }

  /** An owner who does not return for a while, so that its node does nothing else. */
  private static final class Frozen implements MailboxOwner {
    private final CountDownLatch thawed = new CountDownLatch(1);

    @Override
    public void arrived() {
      try {
        assertThat(thawed.await(10, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void added(GroupName group, Position from) {
      throw new AssertionError("nobody adds it");
    }

    @Override
    public void removed(GroupName group) {
      throw new AssertionError("nobody removes it");
    }
  }

  @Test
  void aNodeWithoutALeaseIsDeadAndSoAreItsChannels() {
    LayerRig rig = rig();
    Mailbox mailbox = LayerRig.answer(rig.layer().openMailbox(new Owner()));
    rig.send(mailbox, "hello");
    assertThat(redis.pttl(lease(mailbox))).isBetween(1L, NodeLease.LASTS.toMillis());

    redis.del(lease(mailbox));

    assertThat(LayerRig.refused(send(rig, mailbox, "too late"))).isEqualTo(Refusal.NO_CHANNEL);
    assertThat(mailbox.take().text()).isEqualTo("hello");
    assertThat(mailbox.take()).isNull();
  }

  @Test
  void whereTheOwnerDoesNotAnswerNobodyKnowsAndARepeatIsNotDone() {
    LayerRig rig = rig();
    Frozen owner = new Frozen();
    Mailbox mailbox = LayerRig.answer(rig.layer().openMailbox(owner));
    byte[] inbox = keys().inbox(NodeTag.of(mailbox.name()).value());
    try (Listening requests = new Listening(inbox)) {
      long begun = System.nanoTime();

      failsFor(LinkException.Kind.TIMED_OUT, true, send(rig, mailbox, "once"));
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isBetween(Times.USUAL.timeOut().minusMillis(50), Times.USUAL.timeOut().plusSeconds(1));
      assertThat(requests.heard).hasSize(1);
      redis.spublish(inbox, requests.heard.element());
      owner.thawed.countDown();
    }
    rig.sweeper().run();

    rig.send(mailbox, "then");
    assertThat(mailbox.take().text()).isEqualTo("once");
    assertThat(mailbox.take().text()).isEqualTo("then");
    assertThat(mailbox.take()).isNull();
  }

  @Test
  void aChannelIsReachedAgainWhenItsNodeHearsAgain() {
    LayerRig rig = rig();
    Mailbox mailbox = LayerRig.answer(rig.layer().openMailbox(new Owner()));
    rig.send(mailbox, "before");

    redis.clientKill(KillArgs.Builder.typePubsub());

    Awaitility.await()
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(send(rig, mailbox, "after").get(10, TimeUnit.SECONDS))
                    .isEqualTo(Outcome.done()));
    assertThat(mailbox.take().text()).isEqualTo("before");
    assertThat(mailbox.take().text()).isEqualTo("after");
  }

  /** Hears what is sent to a node. */
  private static final class Listening implements AutoCloseable, Link.Listener {
    private final Queue<byte[]> heard = new ConcurrentLinkedQueue<>();
    private final ThreadLoop loop = new ThreadLoop(() -> System.nanoTime() / 1_000_000);
    private final LettuceLine line = new LettuceLine(loop, RedisServerGroupsTest.reached());

    Listening(byte[] channel) {
      LayerRig.answer(
          CompletableFuture.supplyAsync(() -> line.dial(this), loop)
              .thenCompose(link -> link)
              .thenComposeAsync(link -> link.subscribe(List.of(channel)), loop)
              .thenApply(confirmed -> true));
    }

    @Override
    public void heard(byte[] channel, byte[] payload) {
      if (!Master.isBeacon(payload)) {
        heard.add(payload);
      }
    }

    @Override
    public void ended(String why) {
      // with the test
    }

    @Override
    public void close() {
      line.close();
      loop.close();
    }
  }
}
