package org.fanfare.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.fanfare.gate.Law;
import org.fanfare.layer.Policies;
import org.fanfare.log.GroupLog;
import org.fanfare.message.GroupName;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The claim: whatever is published where at the memory total, no group lets anything go while
 * another group of its rule holds more, and no other rule lets anything go at all.
 */
@Law(6)
final class MakeRoomOrderTest {
  private static final int GROUPS = 30;
  private static final int PUBLISHES = 3_000;
  private static final int MOST = 1_000;

  private final MemoryGroups groups =
      new MemoryGroups(Policies.byName(Policies.ROOMY), 100_000, new Random());

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noGroupLetsAnythingGoWhileAnotherOfItsRuleHoldsMore(long seed) {
    Random random = new Random(seed);
    MemoryGroup foreign = group("another.rule");
    IntStream.range(0, 20).forEach(i -> publish(foreign, 1 + random.nextInt(MOST)));
    List<MemoryGroup> all = IntStream.range(0, GROUPS).mapToObj(i -> group("any.g" + i)).toList();

    for (int i = 0; i < PUBLISHES; i++) {
      MemoryGroup publisher =
          all.get((int) Math.min(GROUPS - 1.0, Math.abs(8 * random.nextGaussian())));
      Map<MemoryGroup, Long> held = held(all);
      Map<MemoryGroup, Long> oldest = oldest(all);

      publish(publisher, 1 + random.nextInt(MOST));

      for (MemoryGroup group : all) {
        if (group.log().oldest() > oldest.getOrDefault(group, 0L)) {
          long before = held.getOrDefault(group, 0L);
          all.stream()
              .filter(other -> other != group && other != publisher)
              .forEach(
                  other ->
                      assertThat(other.log().held())
                          .as("%s gave way, %s did not", group.name(), other.name())
                          .isLessThanOrEqualTo(before));
        }
      }
    }
    assertThat(foreign.log().size()).isEqualTo(20);
  }

  /** What one rule lets go of for itself is not there for another, however often that asks. */
  @ParameterizedTest
  @MethodSource("seeds")
  void noRuleLivesOnTheRoomThatAnotherMakesForItself(long seed) {
    Random random = new Random(seed);
    List<MemoryGroup> own = IntStream.range(0, 5).mapToObj(i -> group("any.g" + i)).toList();
    for (int i = 0; i < 300; i++) {
      publish(own.get(i % 5), MOST);
    }
    MemoryGroup greedy = group("another.rule");
    long before = own.stream().mapToLong(g -> g.log().held()).sum();

    for (int i = 0; i < PUBLISHES; i++) {
      publish(own.get(random.nextInt(5)), 1 + random.nextInt(MOST));
      Message message = Message.bytes(MediaType.BYTES, new byte[random.nextInt(200)]);
      if (greedy.publish(message, 1) == null) {
        groups.makeRoom(greedy, message);
      }
    }

    long after = own.stream().mapToLong(g -> g.log().held()).sum();
    assertThat(after).isGreaterThan(before - 100_000 / 16);
  }

  private static Map<MemoryGroup, Long> held(List<MemoryGroup> all) {
    Map<MemoryGroup, Long> held = new HashMap<>();
    all.forEach(group -> held.put(group, group.log().held()));
    return held;
  }

  private static Map<MemoryGroup, Long> oldest(List<MemoryGroup> all) {
    Map<MemoryGroup, Long> oldest = new HashMap<>();
    all.forEach(group -> oldest.put(group, group.log().oldest()));
    return oldest;
  }

  private void publish(MemoryGroup group, int size) {
    Message message = Message.bytes(MediaType.BYTES, new byte[size]);
    while (group.publish(message, 1) == null) {
      assertThat(groups.makeRoom(group, message)).isTrue();
    }
    assertThat(GroupLog.weightOf(message)).isLessThanOrEqualTo(group.log().held());
  }

  private MemoryGroup group(String name) {
    MemoryGroup group = groups.live(new GroupName(name), 0);
    assertThat(group).isNotNull();
    return group;
  }
}
