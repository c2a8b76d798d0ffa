package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.connection.ConnectionRig.GROUP;
import static org.fanfare.connection.ConnectionRig.OTHER;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.fanfare.gate.Law;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An end that comes while a connection begins takes nothing away of what its owner has sent. */
@Law(2)
final class EndBeforeBeginningTest {
  private final ConnectionRig rig = new ConnectionRig();
  private final FakeOutlet outlet = FakeOutlet.quick();
  private final Owner owner = new Owner();

  /** Sends messages of its own. */
  private static final class Owner implements ConnectionOwner {
    private final Queue<String> waiting = new ArrayDeque<>();
    private @Nullable Ended ended;

    @Override
    public @Nullable Outgoing take(long maxBytes) {
      String next = waiting.poll();
      return next == null ? null : new Outgoing.ChannelMessage(Message.text(next));
    }

    @Override
    public boolean hasMore() {
      return !waiting.isEmpty();
    }

    @Override
    public void ended(Ended why, Ended how) {
      ended = why;
    }
  }

  private ClientConnection open(ConnectionProfile profile) {
    return rig.connections.connect(
        profile, outlet, new ConnectionTimes(ConnectionRig.HEARTBEAT, null), owner);
  }

  private void start(ClientConnection connection) {
    connection.start(List.of(rig.reader(connection, GROUP, new Start.Now())), null);
    rig.workers.run();
  }

  @Test
  void whatWasSentBeforeItIsDeliveredFirst() {
    ClientConnection connection = open(ConnectionProfile.FRAMED);
    owner.waiting.add("over");
    connection.closeWhenBegun(Ended.byApplication(4010, "kicked"));
    rig.workers.run();
    assertThat(outlet.told()).isEmpty();

    start(connection);

    assertThat(outlet.told()).containsExactly("hello", "message over", "farewell 4010");
    assertThat(outlet.closed()).extracting(Ended::code).isEqualTo(4010);
    assertThat(rig.memory.layer().statistics().readers()).isZero();
  }

  @Test
  void thePollThatBeginsIsAnsweredWithWhatWasSentOrElseWithTheEnd() {
    ClientConnection connection = open(ConnectionProfile.POLL);
    owner.waiting.add("over");
    connection.closeWhenBegun(Ended.LOGGED_OUT);
    start(connection);

    assertThat(outlet.told()).containsExactly("hello", "message over");
    assertThat(owner.ended).as("the next poll tells it").isEqualTo(Ended.BYE);
  }

  /** Two answers would be two bodies of one response. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPollIsAnsweredOnceHoweverItsEndMeetsWhatIsSent(boolean waits) {
    ClientConnection connection = open(ConnectionProfile.POLL);
    start(connection);
    if (waits) {
      owner.waiting.add("just in time"); // and nobody has woken the connection yet
    }

    connection.close(Ended.STOPPING, 0);
    rig.workers.run();

    assertThat(outlet.told())
        .containsExactly("hello", waits ? "message just in time" : "farewell 1012");
  }

  @Test
  void oneThatNeverBeginsIsRefusedInTime() {
    ClientConnection connection = open(ConnectionProfile.STREAM);
    connection.closeWhenBegun(Ended.BYE);

    rig.pass(ConnectionRig.HEARTBEAT.multipliedBy(2));
    assertThat(outlet.told()).isEmpty();
    rig.pass(ConnectionRig.HEARTBEAT);

    assertThat(outlet.told()).containsExactly("refusal 1013");
    assertThat(owner.ended).isEqualTo(Ended.UNAVAILABLE);
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void oneThatHasBegunEndsAtOnce() {
    ClientConnection connection = open(ConnectionProfile.FRAMED);
    start(connection);

    connection.closeWhenBegun(Ended.BYE);
    rig.workers.run();

    assertThat(outlet.closed()).isEqualTo(Ended.BYE);
  }

  @Test
  void aGroupThatWasLeftWhileItWasOpenedIsNotRead() {
    ClientConnection connection = open(ConnectionProfile.FRAMED);
    List<Reader> opened =
        List.of(
            rig.reader(connection, GROUP, new Start.Now()),
            rig.reader(connection, OTHER, new Start.Now()));

    connection.start(opened, null, null, reader -> !reader.group().equals(OTHER));
    rig.publish(OTHER, "not for it");
    rig.publish(GROUP, "for it");

    assertThat(outlet.told()).containsExactly("hello", "for it");
    assertThat(rig.memory.layer().statistics().readers()).isEqualTo(1);
  }
}
