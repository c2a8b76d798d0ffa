package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.ConnectionProfile;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.consumer.Refused;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;
import org.fanfare.protocol.BareEncoder;
import org.fanfare.threads.Shard;
import org.fanfare.transport.EncodedOutlet;
import org.junit.jupiter.api.Test;

/**
 * Rule P37: a connection has a group once, relayed or joined, and sixteen at most. Rule P45: the
 * newest carrier has the relays.
 */
class HeldGroupsTest {
  private static final GroupName NEWS = new GroupName("any.news");
  private static final GroupName CHAT = new GroupName("any.chat");
  private static final Relay RELAY = Relay.asked(new Start.Now());

  private final SessionRig rig = new SessionRig();
  private final HeldGroups held = new HeldGroups();

  private static JoinedGroup joined() {
    return new JoinedGroup(new Shard(Runnable::run), new Callbacks(Runnable::run, event -> {}));
  }

  private ClientConnection transport() {
    return rig.connections.connect(
        ConnectionProfile.FRAMED,
        new EncodedOutlet(new BareEncoder(), new SessionWire(payload -> {})),
        new ConnectionTimes(SessionRig.HEARTBEAT, null));
  }

  @Test
  void aGroupIsRelayedOrJoinedAndTheFirstCounts() {
    assertThat(held.add(NEWS, RELAY)).isTrue();
    assertThat(held.add(NEWS, RELAY)).isFalse();
    assertThat(held.add(NEWS, joined())).isFalse();
    assertThat(held.add(CHAT, joined())).isTrue();
    assertThat(held.add(CHAT, RELAY)).isFalse();

    assertThat(held.isRelayed(NEWS)).isTrue();
    assertThat(held.isRelayed(CHAT)).isFalse();
    assertThat(held.joined()).hasSize(1);
  }

  @Test
  void thereIsRoomForSixteenOfBothAndForOneMoreWhenOneWasLeft() {
    for (int i = 0; i < ConsumerSettings.GROUPS; i++) {
      GroupName group = new GroupName("any." + i);
      assertThat(i % 2 == 0 ? held.add(group, RELAY) : held.add(group, joined())).isTrue();
    }

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> held.add(NEWS, RELAY))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo("too-many-groups"));
    assertThat(held.add(new GroupName("any.0"), RELAY)).as("it has that one").isFalse();
    held.leave(new GroupName("any.0"));
    assertThat(held.add(NEWS, joined())).isTrue();
  }

  @Test
  void whatIsLeftIsTheTransportsOrTheConsumers() {
    JoinedGroup chat = joined();
    held.add(NEWS, RELAY);
    held.add(CHAT, chat);
    ClientConnection transport = transport();
    held.opened(transport, () -> true);

    assertThat(held.leave(CHAT)).isEqualTo(new HeldGroups.Left(null, chat));
    assertThat(held.leave(NEWS)).isEqualTo(new HeldGroups.Left(transport, null));
    assertThat(held.leave(NEWS)).as("twice").isEqualTo(new HeldGroups.Left(null, null));
    assertThat(held.isRelayed(NEWS)).isFalse();
  }

  @Test
  void theNewestTransportHasTheRelays() {
    held.add(NEWS, RELAY);
    ClientConnection first = transport();
    ClientConnection second = transport();

    assertThat(held.opened(second, () -> true)).containsOnlyKeys(NEWS);
    assertThat(held.opened(first, () -> false)).isNull();

    assertThat(held.client()).isSameAs(second);
  }

  @Test
  void theNextTransportGoesOnWhereARelayWasSettled() {
    held.add(NEWS, RELAY);
    Relay settled = Relay.asked(new Start.Oldest());

    assertThat(held.settled(NEWS, settled)).as("there is none").isNull();
    held.settled(CHAT, settled);

    assertThat(held.opened(transport(), () -> true)).containsOnlyKeys(NEWS).containsValue(settled);
  }

  @Test
  void afterTheEndNothingIsTaken() {
    JoinedGroup chat = joined();
    held.add(NEWS, RELAY);
    held.add(CHAT, chat);

    assertThat(held.end()).containsExactly(chat);

    assertThat(held.add(NEWS, RELAY)).isFalse();
    assertThat(held.add(CHAT, joined())).isFalse();
    assertThat(held.joined()).isEmpty();
    assertThat(held.isRelayed(NEWS)).isFalse();
    assertThat(held.end()).isEmpty();
  }
}
