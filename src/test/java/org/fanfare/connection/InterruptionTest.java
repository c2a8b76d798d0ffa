package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.connection.ConnectionRig.GROUP;
import static org.fanfare.connection.ConnectionRig.HEARTBEAT;
import static org.fanfare.connection.ConnectionRig.OTHER;

import java.util.List;
import org.fanfare.fanout.GroupFanOut;
import org.fanfare.gate.Law;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.log.Epoch;
import org.fanfare.log.GroupLog;
import org.fanfare.log.LogBudget;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/** Law 2: who reads is told when what is published may not come, and when it comes again. */
@Law(
    value = 2,
    on = {})
final class InterruptionTest {
  private final ConnectionRig rig = new ConnectionRig();
  private final FakeOutlet outlet = FakeOutlet.quick();
  private final GroupLog log = log(GROUP);
  private final GroupFanOut fan = new GroupFanOut(GROUP, log);
  private final GroupFanOut other = new GroupFanOut(OTHER, log(OTHER));

  private static GroupLog log(GroupName group) {
    return new GroupLog(group, new Epoch(7), Policies.ROOMY, new LogBudget(Long.MAX_VALUE));
  }

  private void connect(ConnectionProfile profile, GroupFanOut... fans) {
    ClientConnection connection = rig.open(profile, outlet, null);
    List<Reader> readers =
        List.of(fans).stream()
            .map(
                each -> each.open(new Start.Now(), connection.shard(), connection::drain, () -> {}))
            .toList();
    connection.start(readers, null);
    rig.workers.run();
  }

  private void publish(String text) {
    log.append(Message.text(text), 0);
    fan.wake();
    rig.workers.run();
  }

  @Test
  void eachChangeIsToldOnceAndWhatComesMeanwhileAfterIt() {
    connect(ConnectionProfile.FRAMED, fan);
    publish("before");

    fan.interrupt();
    fan.interrupt();
    rig.workers.run();
    publish("all the same");
    fan.resume();
    publish("after");

    assertThat(outlet.told())
        .containsExactly("hello", "before", "interrupted", "all the same", "resumed", "after");
  }

  @Test
  void whoBeginsWhileItLastsIsTold() {
    fan.interrupt();

    connect(ConnectionProfile.STREAM, fan);

    assertThat(outlet.told()).containsExactly("hello", "interrupted");
  }

  @Test
  void ofSeveralGroupsOneIsEnoughAndAllHaveToBeBack() {
    connect(ConnectionProfile.STREAM, fan, other);

    fan.interrupt();
    other.interrupt();
    rig.workers.run();
    fan.resume();
    rig.workers.run();
    assertThat(outlet.told()).containsExactly("hello", "interrupted");
    other.resume();
    rig.workers.run();

    assertThat(outlet.told()).containsExactly("hello", "interrupted", "resumed");
  }

  @Test
  void aPollWaitsOnAndItsEmptyAnswerSaysThatItWaitedInVain() {
    connect(ConnectionProfile.POLL, fan);
    fan.interrupt();
    rig.workers.run();
    assertThat(outlet.told()).containsExactly("hello");

    rig.pass(HEARTBEAT);

    assertThat(outlet.told()).containsExactly("hello", "interrupted");
    assertThat(outlet.closed()).isEqualTo(Ended.BYE);
  }

  @Test
  void aPollThatIsGivenSomethingMeanwhileSaysNothingOfIt() {
    connect(ConnectionProfile.POLL, fan);
    fan.interrupt();

    publish("there");

    assertThat(outlet.told()).containsExactly("hello", "there");
  }
}
