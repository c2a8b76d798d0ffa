package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.connection.Transport;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.Route;
import org.fanfare.encoding.Payload;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;
import org.fanfare.session.SocketOpening;
import org.fanfare.transport.EncodedOutlet;
import org.junit.jupiter.api.Test;

/**
 * Rule P52: a connection that only relays holds no thread and no timer of its own, and costs a
 * delivery what it costs on the URL of the group. How much CPU time that is, is measured by the
 * benchmark.
 */
class RelayingConnectionsTest {
  private static final GroupName GROUP = new GroupName("any.relayed");

  private final SessionRig rig = new SessionRig();
  private final ConsumerRoute route = rig.route(Relaying.class, Relaying::new);
  private final List<Payload> delivered = new ArrayList<>();

  /** Relays, and does nothing else. */
  @Route("/relaying")
  @PermitAll
  static class Relaying implements Consumer {
    @Override
    public void connect(Connection client) {
      client.relay(GROUP, new Start.Now());
    }
  }

  private void open(SocketOpening opening, String subprotocol) {
    SessionWire wire =
        new SessionWire(
            payload -> {
              if (!payload.text().startsWith("{\"open\"")
                  && !payload.text().startsWith("{\"ack\"")) {
                delivered.add(payload);
              }
            });
    wire.connected(
        opening.open(subprotocol, encoder -> new EncodedOutlet(encoder, wire)).connection());
    rig.run();
  }

  private void bare() {
    open(rig.sessions.bare(route, SessionRig.scope(), Transport.WEBSOCKET, Surroundings.NONE), "");
  }

  private void session() {
    open(
        rig.sessions.socket(route, SessionRig.scope(), SessionRig.GUEST, Surroundings.NONE),
        ConsumerSessions.SESSION);
  }

  @Test
  void anOpenConnectionHasNeitherATimerNorAThread() {
    for (int i = 0; i < 10; i++) {
      bare();
      session();
    }

    assertThat(rig.connections.count()).isEqualTo(20);
    assertThat(rig.time.waiting()).as("timers").isZero();
    assertThat(rig.sessions.running() + rig.sessions.waiting()).as("callbacks").isZero();
  }

  @Test
  void aDeliveryTakesNoCallbackAndIsEncodedOnceForAll() {
    for (int i = 0; i < 10; i++) {
      bare();
    }

    rig.memory.publish(GROUP, "hello");
    rig.run();

    assertThat(delivered).hasSize(10);
    assertThat(delivered).allSatisfy(each -> assertThat(each).isSameAs(delivered.get(0)));
    assertThat(rig.sessions.running() + rig.sessions.waiting()).isZero();
  }

  @Test
  void sessionsAtTheSamePlaceAreSentTheSameBytes() {
    for (int i = 0; i < 10; i++) {
      session();
    }

    rig.memory.publish(GROUP, "hello");
    rig.run();

    assertThat(delivered).hasSize(10);
    assertThat(delivered).allSatisfy(each -> assertThat(each).isSameAs(delivered.get(0)));
    assertThat(rig.time.waiting()).isZero();
  }

  @Test
  void anHourOfHeartbeatsMakesNoTimer() {
    bare();
    session();

    rig.pass(Duration.ofHours(1));

    assertThat(rig.connections.count()).isEqualTo(2);
    assertThat(rig.time.waiting()).isZero();
  }
}
