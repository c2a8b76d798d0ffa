package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fanfare.layer.LayerMeter;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Start;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/** The meters of the layer tell what its followers did, and the documentation names them. */
final class RedisFiguresTest {
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `(fanfare_redis_[a-z_]+)(?:\\{[a-z]+\\})?` \\| (gauge|counter) \\| .+$");
  private static final GroupName GROUP = new GroupName("any.group");
  private static final GroupPolicy POLICY = Policies.ROOMY;

  private final AtomicLong time = new AtomicLong(1_800_000_000_000L);
  private final Random random = new Random(1);
  private final SteppedNetwork network = new SteppedNetwork(random);
  private final SteppedLoop loop = new SteppedLoop(time::get);
  private final StoreFake store = new StoreFake(time::get, 1, network, Set.of());
  private final Following following =
      new Following(
          new NodePlace(
              loop,
              store.line(loop),
              new Keys("ff"),
              "node",
              Times.USUAL,
              Clock.systemUTC(),
              () -> 0,
              random),
          group -> POLICY,
          1 << 20);

  private void settle() {
    while (network.step() || loop.step()) {
      // until nothing is left
    }
  }

  private void publish(String text) {
    var done =
        following
            .scripts()
            .run(
                new Publish(GROUP, POLICY, Message.text(text), null, Times.USUAL.remembered()),
                true);
    settle();
    LayerRig.done(done);
  }

  private Map<String, Double> values() {
    return following.figures().meters().stream()
        .collect(
            Collectors.toMap(
                meter -> meter.name() + meter.tags().values(),
                meter -> meter.value().getAsDouble()));
  }

  @Test
  void whatIsLostOnTheWayIsCountedWhenItIsFound() {
    following.master().connect();
    settle();
    var opened =
        following.follow(GROUP).readers().open(new Start.Now(), Runnable::run, batch -> {});
    settle();
    LayerRig.done(opened);
    final double before = values().get("redis.notifications[]");
    store.lose(1);
    publish("lost");
    store.lose(0);
    publish("found by");
    final Map<String, Double> afterLoss = values();
    store.lose(1);
    publish("lost, too");
    time.addAndGet(Times.USUAL.check().toMillis());
    following.tick();
    settle();
    Map<String, Double> afterCheck = values();

    assertThat(afterLoss.get("redis.notifications[]") - before).isEqualTo(1);
    assertThat(afterLoss)
        .containsEntry("redis.links[]", 1.0)
        .containsEntry("redis.syncs[link]", 1.0)
        .containsEntry("redis.syncs[notification]", 1.0)
        .containsEntry("redis.syncs[check]", 0.0)
        .containsEntry("redis.requests.pending[]", 0.0)
        .containsEntry("redis.requests.failed[]", 0.0)
        .containsEntry("redis.pages[]", 0.0)
        .containsEntry("redis.epochs[]", 0.0);
    assertThat(afterLoss.get("redis.requests[]")).isGreaterThanOrEqualTo(3);
    assertThat(afterLoss.get("redis.requests.seconds[]")).isPositive();
    assertThat(afterCheck).containsEntry("redis.syncs[check]", 1.0);
  }

  @Test
  void whatCannotBeAnsweredIsCountedAsFailed() {
    var refused =
        following
            .scripts()
            .run(new Publish(GROUP, POLICY, Message.text("m"), null, Duration.ZERO), true);
    settle();

    assertThat(refused.toCompletableFuture()).isCompletedExceptionally();
    assertThat(values())
        .containsEntry("redis.requests[]", 1.0)
        .containsEntry("redis.requests.failed[]", 1.0)
        .containsEntry("redis.requests.pending[]", 0.0);
  }

  @Test
  void theTableOfTheDocumentationHasEachMeterWithItsKind() throws IOException {
    Map<String, String> documented =
        Files.readString(Path.of("src/site/markdown/reference.md"))
            .lines()
            .map(ROW::matcher)
            .filter(row -> row.matches())
            .collect(
                Collectors.toMap(
                    row -> row.group(1), row -> row.group(2), (a, b) -> a + b, TreeMap::new));
    Map<String, String> registered =
        new RedisFigures()
            .meters().stream()
                .collect(
                    Collectors.toMap(
                        RedisFiguresTest::family,
                        meter -> meter.kind() == LayerMeter.Kind.GAUGE ? "gauge" : "counter",
                        (a, b) -> a,
                        TreeMap::new));

    assertThat(documented).isEqualTo(registered);
  }

  private static String family(LayerMeter meter) {
    String name = "fanfare_" + meter.name().replace('.', '_');
    return meter.kind() == LayerMeter.Kind.COUNTER ? name + "_total" : name;
  }
}
