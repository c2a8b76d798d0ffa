package org.fanfare.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Refusal;
import org.fanfare.layer.Start;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/** Law 6: groups that are only read do not keep out those that are published to. */
@Law(6)
final class OnlyReadGroupsTest {
  private static final int MOST = 100;

  private final LayerRig rig =
      MemoryRigs.rig(new GroupPolicy("any", MOST, 10, 1 << 20, Policies.AGE, Policies.IDLE));

  private static GroupName name(String prefix, int number) {
    return new GroupName(prefix + number);
  }

  private Reader read(GroupName group) {
    return LayerRig.done(rig.layer().open(group, new Start.Now(), Runnable::run, batch -> {}));
  }

  private Refusal refused(GroupName group) {
    return LayerRig.refused(rig.layer().publish(group, Message.text("x"), null));
  }

  private long groups() {
    return rig.layer().statistics().groups();
  }

  private List<Reader> readAll() {
    return IntStream.range(0, MOST)
        .mapToObj(i -> read(name("read", i)))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  @Test
  void thoseWithoutReadersEndWhenAPublisherComes() {
    readAll().forEach(Reader::close);
    assertThat(groups()).isEqualTo(MOST);

    for (int i = 0; i < MOST; i++) {
      assertThat(rig.publish(name("news", i), "x").offset()).isEqualTo(1);
      assertThat(groups()).isLessThanOrEqualTo(MOST);
    }

    assertThat(refused(name("news", MOST))).isEqualTo(Refusal.TOO_MANY_GROUPS);
  }

  @Test
  void thoseThatWereUsedLongestAgoEndFirst() {
    read(name("old", 0)).close();
    rig.pass(Duration.ofSeconds(1));
    IntStream.range(0, MOST - 1).forEach(i -> read(name("read", i)).close());

    rig.publish(name("news", 0), "x");

    assertThat(LayerRig.refused(rig.layer().groups().state(name("old", 0))))
        .isEqualTo(Refusal.NO_GROUP);
    assertThat(groups()).isGreaterThan(MOST - 5);
  }

  @Test
  void thoseWithReadersStayAndAreNotCountedTowardsAPublisher() {
    List<Reader> readers = readAll();

    for (int i = 0; i < MOST; i++) {
      rig.publish(name("news", i), "x");
    }

    assertThat(groups()).isEqualTo(2 * MOST);
    assertThat(refused(name("news", MOST))).isEqualTo(Refusal.TOO_MANY_GROUPS);
    assertThat(refused(name("read", 0))).as("one more").isEqualTo(Refusal.TOO_MANY_GROUPS);
    readers.forEach(Reader::close);
    rig.pass(Policies.IDLE);
    assertThat(groups()).isEqualTo(MOST);
  }

  @Test
  void whatWasPublishedToAGroupThatHadReadersReachesThem() {
    List<Reader> readers = readAll();

    rig.publish(name("read", 7), "x");
    rig.publish(name("news", 0), "y");

    assertThat(readers.get(7).read(1000).slice().publications()).hasSize(1);
    assertThat(groups()).isEqualTo(MOST + 1);
  }

  @Test
  void readersStillCountAllGroups() {
    readAll();

    assertThat(
            LayerRig.refused(
                rig.layer().open(name("more", 0), new Start.Now(), Runnable::run, batch -> {})))
        .isEqualTo(Refusal.TOO_MANY_GROUPS);
  }

  @Test
  void aGroupThatWasPublishedToDoesNotGiveWayWhenItsLogIsEmptyAgain() {
    IntStream.range(0, MOST).forEach(i -> rig.publish(name("news", i), "x"));
    rig.pass(Policies.AGE);

    assertThat(refused(name("more", 0))).isEqualTo(Refusal.TOO_MANY_GROUPS);
    rig.pass(Policies.IDLE);
    assertThat(groups()).isZero();
    assertThat(rig.publish(name("more", 0), "x").offset()).isEqualTo(1);
  }
}
