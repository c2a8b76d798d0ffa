package org.fanfare.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.fanfare.layer.Policies;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The claim: at the memory total room is made, however busy the other groups of the rule are
 * meanwhile.
 */
final class MakeRoomRaceTest {
  private static final int GROUPS = 500;
  private static final int ROUNDS = 1_000;
  private static final int SIZE = 1_000;
  private static final GroupPolicy MANY =
      new GroupPolicy("any", GROUPS + ROUNDS, 1000, 64L << 20, Policies.AGE, Policies.IDLE);

  private final MemoryGroups groups = new MemoryGroups(group -> MANY, GROUPS * SIZE, new Random());
  private final Message message = Message.bytes(MediaType.BYTES, new byte[SIZE]);
  private final ExecutorService others = Executors.newSingleThreadExecutor();
  private final AtomicBoolean over = new AtomicBoolean();

  @AfterEach
  void stop() throws InterruptedException {
    over.set(true);
    others.shutdown();
    assertThat(others.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void roomIsMadeForAGroupWhileTheOthersAreInUse() {
    List<MemoryGroup> busy = IntStream.range(0, GROUPS).mapToObj(i -> group("busy" + i)).toList();
    others.execute(() -> use(busy));

    for (int round = 0; round < ROUNDS; round++) {
      MemoryGroup fresh = group("fresh" + round);
      while (fresh.publish(message, round) == null) {
        assertThat(groups.makeRoom(fresh, message)).isTrue();
      }
    }

    assertThat(groups.statistics(0, 0, 0).groups()).isEqualTo(GROUPS + ROUNDS);
  }

  private MemoryGroup group(String name) {
    MemoryGroup group = groups.live(new GroupName(name), 0);
    assertThat(group).isNotNull();
    return group;
  }

  private void use(List<MemoryGroup> busy) {
    Random random = new Random();
    while (!over.get()) {
      busy.get(random.nextInt(GROUPS)).touch(random.nextInt());
    }
  }
}
