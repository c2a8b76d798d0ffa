package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.ConnectionProfile;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Transport;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.FromLayer;
import org.fanfare.consumer.Route;
import org.fanfare.encoding.Payload;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Start;
import org.fanfare.log.Cursor;
import org.fanfare.log.Gap;
import org.fanfare.log.Position;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.fanfare.protocol.BareEncoder;
import org.fanfare.session.SocketSession;
import org.fanfare.session.Subscriptions;
import org.fanfare.threads.Shard;
import org.fanfare.transport.EncodedOutlet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rule P37: when a relay was asked for, everything published later is delivered or named in a gap;
 * and of what was there before, what the log has no more makes no gap. Rule P45: the newest carrier
 * has the relays.
 */
class GroupLinksTest {
  private static final GroupName GROUP = new GroupName("any.news");
  private static final int RETAINED = 2;

  private final LayerRig memory = MemoryRigs.rig(Policies.count(RETAINED));
  private final SessionRig rig = new SessionRig(100, memory);
  private final List<String> heard = new ArrayList<>();
  private final SessionWire wire = new SessionWire(payload -> heard.add(payload.text()));

  /** Relays, and publishes before its client has a transport. */
  @Route("/hasty")
  @PermitAll
  static class Hasty implements Consumer {
    private final LayerRig memory;
    private final Start start;
    private final int published;

    Hasty(LayerRig memory, Start start, int published) {
      this.memory = memory;
      this.start = start;
      this.published = published;
    }

    @Override
    public void connect(Connection client) {
      client.relay(GROUP, start);
      for (int i = 1; i <= published; i++) {
        memory.publish(GROUP, "later " + i);
      }
    }
  }

  private static Start start(String which) {
    return which.equals("oldest") ? new Start.Oldest() : new Start.Newest(RETAINED);
  }

  private ConsumerRoute hasty(Start start, int published) {
    return rig.route(Hasty.class, () -> new Hasty(memory, start, published));
  }

  private void publish(String... texts) {
    for (String text : texts) {
      memory.publish(GROUP, text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"newest", "oldest"})
  void whatWasThereBeforeAndIsNoMoreMakesNoGap(String which) {
    publish("one", "two");
    SocketSession opened =
        rig.sessions
            .bare(
                hasty(start(which), 1), SessionRig.scope(), Transport.WEBSOCKET, Surroundings.NONE)
            .open("", encoder -> new EncodedOutlet(encoder, wire));
    wire.connected(opened.connection(), opened.inbox());
    rig.run();

    assertThat(heard).containsExactly("two", "later 1");
    assertThat(wire.closed()).as("a gap would end it").isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"newest", "oldest"})
  void whatWasPublishedLaterAndIsNoMoreIsNamed(String which) {
    publish("one", "two");
    SessionClient client = new SessionClient(rig, hasty(start(which), RETAINED + 3));
    client.opens();
    client.resumesByStream();

    assertThat(client.gaps()).hasSize(1);
    assertThat(client.gaps().get(0))
        .isInstanceOfSatisfying(
            Map.class, gap -> assertThat(gap.entrySet().toString()).contains("first=3", "last=5"));
    assertThat(client.relayed()).containsExactly("later 4", "later 5");
  }

  @Test
  void whatIsStillThereIsGivenFromTheNewestThatWereAskedFor() {
    publish("one", "two");
    SocketSession opened =
        rig.sessions
            .bare(
                hasty(new Start.Newest(1), 0),
                SessionRig.scope(),
                Transport.WEBSOCKET,
                Surroundings.NONE)
            .open("", encoder -> new EncodedOutlet(encoder, wire));
    wire.connected(opened.connection(), opened.inbox());
    rig.run();

    assertThat(heard).containsExactly("two");
  }

  private ClientConnection carrier(List<String> hears) {
    SessionWire link = new SessionWire((Payload payload) -> hears.add(payload.text()));
    ClientConnection carrier =
        rig.connections.connect(
            ConnectionProfile.FRAMED,
            new EncodedOutlet(new BareEncoder(), link),
            new ConnectionTimes(SessionRig.HEARTBEAT, null));
    link.connected(carrier);
    return carrier;
  }

  private GroupLinks links(ChannelLayer layer) {
    return new GroupLinks(
        new Subscriptions(layer),
        new Shard(Runnable::run),
        new Callbacks(Runnable::run, event -> {}));
  }

  private static void opens(GroupLinks links, ClientConnection carrier, boolean isNewest) {
    carrier.start(
        LayerRig.answer(links.opened(carrier, Cursor.empty(), () -> isNewest)),
        null,
        null,
        links::isRelayed);
  }

  @Test
  void aCarrierThatComesInAfterItsSuccessorDoesNotGetTheRelays() {
    GroupLinks links = links(memory.layer());
    List<String> late = new ArrayList<>();
    opens(links, carrier(heard), true);
    ClientConnection before = carrier(late);
    opens(links, before, false);
    before.close(Ended.REPLACED, 0);
    rig.run();

    links.relay(GROUP, new Start.Now());
    rig.run();
    publish("one");
    rig.run();

    assertThat(heard).contains("one");
    assertThat(late).doesNotContain("one");
  }

  @Test
  void aCarrierThatComesWhileARelayIsAskedForMissesNothing() {
    List<Runnable> meanwhile = new ArrayList<>();
    ChannelLayer layer = memory.layer();
    GroupLinks links =
        links(
            (ChannelLayer)
                Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {ChannelLayer.class},
                    (self, method, arguments) -> {
                      Object opened = method.invoke(layer, arguments);
                      if (method.getName().equals("open") && !meanwhile.isEmpty()) {
                        meanwhile.remove(0).run();
                      }
                      return opened;
                    }));
    ClientConnection before = carrier(new ArrayList<>());
    opens(links, before, true);
    rig.run();
    meanwhile.add(
        () -> {
          publish("one");
          before.close(Ended.REPLACED, 0);
          opens(links, carrier(heard), true);
          rig.run();
        });

    links.relay(GROUP, new Start.Now());
    rig.run();
    publish("two");
    rig.run();

    assertThat(heard).containsSubsequence("one", "two");
    assertThat(memory.layer().statistics().readers()).isEqualTo(1);
  }

  /** Whoever added it was told that it reads, so its consumer must learn that it does not. */
  @Test
  void aGroupThatSomebodyElseAddedAndThatCannotBeReadIsMissed() {
    List<Event> events = new ArrayList<>();
    Callbacks callbacks = new Callbacks(Runnable::run, events::add);
    callbacks.start();
    GroupLinks links =
        new GroupLinks(new Subscriptions(memory.layer()), new Shard(Runnable::run), callbacks);
    for (int i = 0; i < ConsumerSettings.GROUPS; i++) {
      links.join(new GroupName("any.group" + i), new Start.Now());
    }
    Position from = memory.publish(GROUP, "one").position();

    links.added(GROUP, new Start.After(from));
    memory.publish(GROUP, "two");

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.Missed.class,
            missed ->
                assertThat(missed.gap())
                    .isEqualTo(new Gap(GROUP, from.offset() + 1, null, Gap.Reason.OVERFLOW)));
  }

  /** Joins two groups, and leaves the first when its client says so. */
  @Route("/leaving")
  @PermitAll
  static class Leaving implements Consumer {
    private static final GroupName LEFT = new GroupName("any.left");
    private static final GroupName KEPT = new GroupName("any.kept");

    private final List<String> heard;

    Leaving(List<String> heard) {
      this.heard = heard;
    }

    @Override
    public void connect(Connection client) {
      client.join(LEFT, new Start.Now());
      client.join(KEPT, new Start.Now());
    }

    @FromClient
    void leave(String text, Connection client) {
      client.leave(LEFT);
    }

    @FromLayer
    void text(String text) {
      heard.add(text);
    }
  }

  /** Although so much of the group that it leaves was read ahead that nothing else was. */
  @Test
  void whoLeavesAJoinedGroupHearsNoMoreOfItAndGoesOnWithTheOthers() {
    LayerRig roomy = MemoryRigs.rig(Policies.ROOMY);
    SessionRig busy = new SessionRig(100, roomy);
    List<String> told = new ArrayList<>();
    SessionClient client =
        new SessionClient(busy, busy.route(Leaving.class, () -> new Leaving(told)));
    client.opensSocket();

    for (int i = 1; i <= JoinedGroup.AHEAD; i++) {
      roomy.publish(Leaving.LEFT, "left " + i);
    }
    roomy.publish(Leaving.KEPT, "kept 1");
    roomy.publish(Leaving.KEPT, "kept 2");
    client.sends("leave");

    assertThat(told).containsExactly("kept 1", "kept 2");
  }
}
