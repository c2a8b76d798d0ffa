package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.fanfare.gate.Law;
import org.fanfare.layer.Batch;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.LayerSetup;
import org.fanfare.layer.LayerState;
import org.fanfare.layer.NodeLayer;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Receipt;
import org.fanfare.layer.Start;
import org.fanfare.log.Gap;
import org.fanfare.log.Reading;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Three real sentinels let a replica take over from a master (R1, R3). Takes some seconds, and is
 * left out of the quick gate by its tag.
 */
@Law({1, 2, 4})
@Tag("full")
final class SentinelFailoverTest {
  private static final GroupName GROUP = new GroupName("any.group");
  private static final int QUORUM = 2;
  private static final LayerSetup SETUP =
      new LayerSetup(
          Policies.byName(Policies.ROOMY),
          new LayerLimits(1 << 20, 5, 1000, new LayerLimits.Keys(1, 1, Duration.ofMinutes(1))),
          Clock.systemUTC(),
          new SecureRandom());

  private final List<Sentinel> sentinels = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private RedisServer master;
  private RedisServer replica;
  private NodeLayer node;

  @BeforeEach
  void start() throws IOException {
    master = new RedisServer();
    replica = RedisServer.with(List.of("--replicaof", "127.0.0.1", "" + master.port()));
    for (int i = 0; i < 3; i++) {
      sentinels.add(new Sentinel(master.port(), QUORUM));
    }
    sentinels.forEach(sentinel -> sentinel.awaitNeighbours(1, 2));
    begin();
  }

  private void begin() {
    node = new RedisLayers(setup(), Thread::new).make(SETUP);
    awaitTicking(() -> node.state().kind() == LayerState.Kind.UP);
  }

  @AfterEach
  void end() throws IOException {
    node.close();
    for (Sentinel sentinel : sentinels) {
      sentinel.close();
    }
    replica.close();
    master.close();
  }

  private RedisSetup setup() {
    return new RedisSetup(
        sentinels.stream()
            .map(sentinel -> URI.create("redis://127.0.0.1:" + sentinel.port()))
            .toList(),
        Optional.of(new RedisSetup.Sentinel(Sentinel.MASTER, new RedisSetup.Login("", ""))),
        List.of(),
        new RedisSetup.Login("", ""),
        List.of(),
        "ff",
        Duration.ofSeconds(2),
        Duration.ofSeconds(50),
        Duration.ofSeconds(30));
  }

  /** Waits, while the node's timer goes on, each second as usual. */
  private void awaitTicking(BooleanSupplier condition) {
    long[] ticked = {0};
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (System.nanoTime() - ticked[0] >= 1_000_000_000L) {
                ticked[0] = System.nanoTime();
                node.tick();
              }
              return condition.getAsBoolean();
            });
  }

  /** Publishes until it is accepted, and returns the receipt. */
  private Receipt publish(String text) {
    List<Receipt> receipts = new ArrayList<>();
    awaitTicking(
        () -> {
          CompletionStage<Outcome<Receipt>> answer =
              node.layer().publish(GROUP, Message.text(text));
          try {
            Outcome<Receipt> outcome = answer.toCompletableFuture().get(5, TimeUnit.SECONDS);
            return outcome instanceof Outcome.Done<Receipt> done && receipts.add(done.get());
          } catch (Exception failed) {
            return false;
          }
        });
    return receipts.get(0);
  }

  /** Reads what there is, as texts, and gaps with where they begin. */
  private void drain(Reader reader) {
    for (Reading reading = reader.read(Batch.NONE, 1 << 16, 9);
        !reading.isEmpty();
        reading = reader.read(Batch.NONE, 1 << 16, 9)) {
      Gap gap = reading.gap();
      Stream.ofNullable(gap)
          .map(each -> each.reason() + " from " + each.first() + " to " + each.last())
          .forEach(told::add);
      Stream.ofNullable(reading.slice())
          .flatMap(slice -> slice.publications().stream())
          .map(publication -> publication.message().text())
          .forEach(told::add);
    }
  }

  @Test
  void anAcknowledgedTailThatTheReplicaHadNotIsToldAsAGapAfterWhatWasKept() throws IOException {
    Reader reader =
        LayerRig.done(node.layer().open(GROUP, new Start.Now(), Runnable::run, batch -> {}));
    Receipt kept = publish("kept");
    awaitTicking(() -> replicaHas(1));
    replica.freeze();
    master.ask("CLIENT KILL TYPE replica"); // and it cannot connect again
    Receipt lost = publish("lost");
    assertThat(lost.position().epoch()).isEqualTo(kept.position().epoch());
    awaitTicking(
        () -> {
          drain(reader);
          return told.contains("lost");
        });

    master.kill();
    replica.thaw();
    for (Sentinel sentinel : sentinels) {
      sentinel.awaitMaster(replica.port());
    }
    Receipt after = publish("after");

    assertThat(after.position().epoch()).isNotEqualTo(kept.position().epoch());
    assertThat(after.offset()).isOne();
    awaitTicking(
        () -> {
          drain(reader);
          return told.contains("after");
        });
    assertThat(told).containsExactly("kept", "lost", "EPOCH from 3 to null", "after");
    node.close();
    begin(); // a node that has nothing of what was lost
    Reader late =
        LayerRig.done(
            node.layer().open(GROUP, new Start.After(kept.position()), Runnable::run, batch -> {}));
    told.clear();
    drain(late);
    assertThat(told).containsExactly("EPOCH from 2 to null", "after");
  }

  private boolean replicaHas(long entries) {
    try {
      return replica.ask("LLEN ff:{" + GROUP.value() + "}:l").equals(":" + entries);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anOrderlyFailOverIsFollowedAndGoesOnInAnotherEpoch() throws IOException {
    Receipt before = publish("before");
    awaitTicking(() -> replicaHas(1));

    assertThat(sentinels.get(0).ask("SENTINEL FAILOVER " + Sentinel.MASTER)).isEqualTo("+OK");
    for (Sentinel sentinel : sentinels) {
      sentinel.awaitMaster(replica.port());
    }
    awaitTicking( // what the old master accepts meanwhile is lost
        () -> !publish("after").position().epoch().equals(before.position().epoch()));

    Reader reader =
        LayerRig.done(
            node.layer()
                .open(GROUP, new Start.After(before.position()), Runnable::run, batch -> {}));
    awaitTicking(
        () -> {
          drain(reader);
          return told.contains("after");
        });
    assertThat(told).anyMatch(each -> each.startsWith("EPOCH")).endsWith("after");
    assertThat(replicaHas(2)).isTrue();
  }
}
