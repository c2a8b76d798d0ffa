package org.fanfare.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.fanfare.gate.Law;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Refusal;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 6: each rule has its share of the total of all logs, whatever the others do. */
@Law(6)
final class RuleSharesTest {
  private static final long TOTAL = 100_000;
  private static final Map<String, Long> SHARES =
      Map.of("news", 40_000L, "demo", 10_000L, "none", 0L);

  private final MemoryGroups groups =
      new MemoryGroups(RuleSharesTest::policy, TOTAL, new Random(1));

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  private static GroupPolicy policy(GroupName group) {
    GroupPolicy named = Policies.byName(Policies.ROOMY).apply(group);
    return named.withShare(SHARES.get(named.rule()));
  }

  private boolean publish(String name, int size) {
    Message message = Message.bytes(MediaType.BYTES, new byte[size]);
    MemoryGroup group = groups.toPublish(new GroupName(name), 0);
    while (group.publish(message, 1) == null) {
      if (!groups.makeRoom(group, message)) {
        return false;
      }
    }
    return true;
  }

  private long held(String rule) {
    return groups.names().stream()
        .filter(name -> name.value().startsWith(rule + "."))
        .mapToLong(name -> groups.known(name).log().held())
        .sum();
  }

  private void flood(String rule) {
    IntStream.range(0, 400).forEach(i -> publish(rule + ".g" + i % 40, 800));
    assertThat(held("news") + held("demo") + held("none")).isGreaterThan(TOTAL * 9 / 10);
  }

  @Test
  void aRuleTakesItsShareFromOneThatHasMoreThanItsOwn() {
    flood("demo");

    for (int i = 0; i < 40; i++) {
      assertThat(publish("news.a", 800)).isTrue();
    }

    assertThat(held("news")).isGreaterThan(32_000).isLessThanOrEqualTo(40_000);
    assertThat(held("demo")).isGreaterThanOrEqualTo(10_000);
    assertThat(groups.known(new GroupName("news.a")).log().oldest()).isEqualTo(1);
  }

  @Test
  void whoHasItsShareMakesRoomAmongItsOwnGroups() {
    flood("demo");
    IntStream.range(0, 200).forEach(i -> publish("news.a", 800));
    long others = held("demo");

    for (int i = 0; i < 100; i++) {
      assertThat(publish("news.a", 800)).isTrue();
    }

    assertThat(held("demo")).isEqualTo(others);
    assertThat(held("news")).isGreaterThan(35_000);
  }

  @Test
  void aRuleThatHasNoMoreThanItsShareLosesNothing() {
    IntStream.range(0, 9).forEach(i -> publish("demo.a", 800));
    long before = held("demo");
    assertThat(before).isBetween(7_200L, 10_000L);
    flood("none");

    IntStream.range(0, 200).forEach(i -> publish("news.a", 800));
    flood("none");

    assertThat(held("demo")).isEqualTo(before);
    assertThat(publish("demo.a", 500)).isTrue();
  }

  @Test
  void whoHasNoShareIsRefusedWhenOthersHoldAllThereIs() {
    flood("news");

    assertThat(publish("none.a", 800)).isFalse();
    assertThat(publish("demo.a", 800)).isTrue();
  }

  /** Whatever is published where, nobody below its share is refused, or loses anything. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void withinItsShareNobodyIsRefused(long seed) {
    Random random = new Random(seed);
    String[] rules = {"news", "demo", "none"};
    for (int i = 0; i < 2000; i++) {
      String rule = rules[random.nextInt(3)];
      int size = 1 + random.nextInt(1500);
      long weight = 2000;
      long before = held(rule);
      boolean accepted = publish(rule + ".g" + random.nextInt(5), size);

      if (before + weight <= SHARES.get(rule)) {
        assertThat(accepted).isTrue();
        assertThat(held(rule)).isGreaterThan(before);
      }
      assertThat(held("news") + held("demo") + held("none")).isLessThanOrEqualTo(TOTAL);
    }
  }

  @Test
  void aShareThatIsNoneIsMemoryFull() {
    LayerRig rig = MemoryRigs.rig(RuleSharesTest::policy, 10_000, 10, 1000);
    for (int i = 0; i < 20; i++) {
      rig.publish(new GroupName("news.a"), "x".repeat(800));
    }

    assertThat(
            LayerRig.refused(
                rig.layer().publish(new GroupName("none.a"), Message.text("x".repeat(1800)), null)))
        .isEqualTo(Refusal.MEMORY_FULL);
  }
}
