package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Transport;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.FromLayer;
import org.fanfare.consumer.Route;
import org.junit.jupiter.api.Test;

/** Rule P38: what operators see of a route, while it happens and afterwards. */
class RouteStatisticsTest {
  private static final Duration CONNECTING = Duration.ofMillis(3);
  private static final Duration HANDLING = Duration.ofMillis(20);
  private static final Duration LEAVING = Duration.ofMillis(100);

  private final SessionRig rig = new SessionRig();
  private final List<Busy> consumers = new ArrayList<>();
  private final ConsumerRoute route = rig.route(Busy.class, this::make);
  private final RouteStatistics statistics = route.statistics();
  private final SessionClient client = new SessionClient(rig, route);

  /** Takes its time. */
  @Route("/busy")
  @PermitAll
  static class Busy implements Consumer {
    private final SessionRig rig;
    private Connection client;

    Busy(SessionRig rig) {
      this.rig = rig;
    }

    @Override
    public void connect(Connection opened) {
      client = opened;
      client.channel();
      rig.time.pass(CONNECTING);
    }

    @FromClient
    void text(String text) {
      rig.time.pass(HANDLING);
    }

    @FromLayer("note")
    void note() {
      rig.time.pass(HANDLING);
    }

    @Override
    public void disconnect(Ended why, Connection ended) {
      rig.time.pass(LEAVING);
    }
  }

  private Busy make() {
    Busy made = new Busy(rig);
    consumers.add(made);
    return made;
  }

  private Connection connection() {
    return consumers.get(consumers.size() - 1).client;
  }

  private void send(int messages) {
    IntStream.range(0, messages).forEach(i -> connection().send("message " + i));
    rig.run();
  }

  private long called(Callback callback) {
    return statistics.times(callback).counts().values().stream().mapToLong(Long::longValue).sum();
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  @Test
  void eachCallbackIsCountedByItsKindAndItsTime() {
    client.opensSocket();
    client.sends("one");
    client.sends("two");
    connection().execute(() -> rig.time.pass(CONNECTING));
    connection().after(Duration.ofSeconds(1), () -> rig.time.pass(CONNECTING));
    rig.pass(Duration.ofSeconds(1));
    connection().close();
    rig.run();

    assertThat(statistics.times(Callback.CONNECT).counts()).containsEntry(0.005, 1L);
    assertThat(statistics.times(Callback.FROM_CLIENT).counts()).containsEntry(0.05, 2L);
    assertThat(statistics.times(Callback.FROM_CLIENT).seconds())
        .isEqualTo(seconds(HANDLING.multipliedBy(2)));
    assertThat(statistics.times(Callback.DISCONNECT).counts()).containsEntry(0.1, 1L);
    assertThat(called(Callback.EXECUTE)).isEqualTo(1);
    assertThat(called(Callback.TIMER)).isEqualTo(1);
    assertThat(called(Callback.MISSED)).isZero();
  }

  /** The mailbox is looked into once more after each message. */
  @Test
  void aLookIntoAnEmptyMailboxIsNoCallback() {
    client.opensSocket();

    connection().sendTo(connection().channel(), "note", null);
    rig.run();

    assertThat(called(Callback.FROM_LAYER)).isEqualTo(1);
    assertThat(statistics.times(Callback.FROM_LAYER).seconds()).isEqualTo(seconds(HANDLING));
  }

  @Test
  void whatWaitsIsThatOfTheConnectionThatHasMost() {
    client.opensSocket();
    send(2);
    SessionClient other = new SessionClient(rig, route);
    other.opensSocket();
    send(5);

    assertThat(statistics.open()).isEqualTo(2);
    assertThat(statistics.backlog()).isEqualTo(new Backlog(0, 5, 0, 0));
    other.acknowledges();
    assertThat(statistics.backlog()).isEqualTo(new Backlog(0, 2, 0, 0));
  }

  @Test
  void whoseClientDoesNotReadIsPausedAndItsMessagesWait() {
    client.opensSocket();
    send(ConsumerSettings.OUTGOING_MESSAGES + 1);
    client.sends("one");
    client.sends("two");

    assertThat(statistics.backlog())
        .isEqualTo(new Backlog(2, ConsumerSettings.OUTGOING_MESSAGES + 1, 1, 0));
    client.acknowledges();
    rig.run();

    assertThat(statistics.backlog()).isEqualTo(new Backlog(0, 0, 0, 0));
    assertThat(called(Callback.FROM_CLIENT)).isEqualTo(2);
  }

  @Test
  void aBareConnectionIsNeitherASessionNorWithoutATransport() {
    rig.sessions.bare(route, SessionRig.scope(), Transport.WEBSOCKET, Surroundings.NONE);
    send(3);

    assertThat(statistics.open()).isEqualTo(1);
    assertThat(statistics.backlog()).isEqualTo(new Backlog(0, 3, 0, 0));
  }

  @Test
  void sessionsWaitForATransportAndGoOnOrExpire() {
    SessionClient other = new SessionClient(rig, route);
    client.opensSocket();
    other.opensSocket();
    client.wire().breaks();
    other.wire().breaks();
    rig.run();
    assertThat(statistics.backlog().uncarried()).isEqualTo(2);

    client.resumesBySocket();
    assertThat(statistics.backlog().uncarried()).isEqualTo(1);
    rig.pass(SessionRig.GRACE);

    assertThat(statistics.resumed()).isEqualTo(1);
    assertThat(statistics.expired()).isEqualTo(1);
    assertThat(statistics.open()).isEqualTo(1);
    assertThat(statistics.ends()).containsEntry("gone", 1L);
  }

  @Test
  void afterTheLastConnectionNothingWaits() {
    client.opensSocket();
    send(ConsumerSettings.OUTGOING_MESSAGES + 1);
    connection().close();
    client.acknowledges();
    client.wire().breaks();
    rig.pass(SessionRig.GRACE);

    assertThat(statistics.open()).isZero();
    assertThat(statistics.backlog()).isEqualTo(new Backlog(0, 0, 0, 0));
  }
}
