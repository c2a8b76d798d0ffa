package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.ConnectionProfile;
import org.fanfare.connection.ConnectionSettings;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Connections;
import org.fanfare.connection.PendingBounds;
import org.fanfare.connection.SocketLimits;
import org.fanfare.gate.Law;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.HeldOpenings;
import org.fanfare.layer.LayerException;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.log.Cursor;
import org.fanfare.log.Epoch;
import org.fanfare.log.Position;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.fanfare.session.NoOutlet;
import org.fanfare.session.Subscriptions;
import org.fanfare.threads.Shard;
import org.junit.jupiter.api.Test;

/** Where a client goes on in the groups that are relayed to it, when its transport is replaced. */
@Law({2, 3})
final class RelaysAfterBreaksTest {
  private static final GroupName GROUP = new GroupName("room.a");
  private static final Executor AT_ONCE = Runnable::run;
  private static final Duration HOUR = Duration.ofHours(1);

  private final LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
  private final GroupLinks links = links(memory.layer());
  private final ClientConnection connection =
      new Connections(
              List.of(AT_ONCE),
              new ConnectionSettings(
                  1, 1000, HOUR, SocketLimits.replies(100), new PendingBounds(1000, 1000), HOUR),
              System::nanoTime,
              new Random(1))
          .connect(ConnectionProfile.FRAMED, new NoOutlet(), new ConnectionTimes(HOUR, null));

  @Test
  void itGoesOnWhereItIs() {
    links.relay(GROUP, new Start.Now());
    Position at = memory.publish(GROUP, "read").position();

    assertThat(positionOf(at)).isEqualTo(at);
  }

  @Test
  @Law(9)
  void itNeverReadsWhatWasPublishedBeforeTheRelayBegan() {
    Position before = memory.publish(GROUP, "not meant for it").position();
    Position began = memory.publish(GROUP, "not meant for it").position();
    links.relay(GROUP, new Start.Now());

    assertThat(positionOf(before)).isEqualTo(began);
    assertThat(positionOf(new Position(new Epoch(42), 7))).isEqualTo(began);
  }

  @Test
  void itGoesOnInTheLifeAfterThatInWhichTheRelayBegan() {
    links.relay(GROUP, new Start.Now());
    memory.pass(Policies.IDLE); // nobody reads the group while there is no transport
    Position at = memory.publish(GROUP, "read in the next life").position();

    assertThat(positionOf(at)).isEqualTo(at);
  }

  @Test
  @Law(7)
  void readersThatAreOpenedTooLateAreClosed() {
    HeldOpenings late = new HeldOpenings();
    GroupLinks waiting = links(late.of(memory.layer()));
    waiting.opened(connection, Cursor.empty(), () -> true);

    assertThatIsGivenUp(() -> waiting.relay(GROUP, new Start.Now()));
    assertThatIsGivenUp(() -> waiting.join(new GroupName("room.b"), new Start.Now()));
    assertThat(memory.layer().statistics().readers()).isEqualTo(2);
    late.letGo();

    assertThat(memory.layer().statistics().readers()).isZero();
  }

  /** An interrupted thread gives up at once, as one does that has waited for two seconds. */
  private static void assertThatIsGivenUp(ThrowingCallable waits) {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(LayerException.class).isThrownBy(waits);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static GroupLinks links(ChannelLayer layer) {
    return new GroupLinks(
        new Subscriptions(layer), new Shard(AT_ONCE), new Callbacks(AT_ONCE, event -> {}));
  }

  private Position positionOf(Position client) {
    List<Reader> readers =
        LayerRig.answer(links.opened(connection, Cursor.of(GROUP, client), () -> true));
    return readers.get(0).position();
  }
}
