package org.fanfare.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.fanfare.connection.Ended;
import org.fanfare.connection.FakeOutlet;
import org.fanfare.connection.SocketLimits;
import org.fanfare.publish.PublishRig;
import org.fanfare.security.Caller;
import org.fanfare.security.Key;
import org.fanfare.security.KeyPermission;
import org.fanfare.session.GroupRequest;
import org.fanfare.session.SocketSession;
import org.fanfare.session.StartPositions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller may is looked up again after some time: a socket outlives no role for ever. */
final class SocketLifetimeTest {
  private static final Duration STEP = Duration.ofSeconds(20);

  private final SocketRig rig = new SocketRig();
  private final FakeOutlet outlet = FakeOutlet.quick();

  /** The holder of a key. */
  private record Holder() implements Caller {
    @Override
    public String identity() {
      return "key:shop";
    }

    @Override
    public Optional<String> user() {
      return Optional.empty();
    }

    @Override
    public boolean hasRole(String role) {
      return false;
    }

    @Override
    public Optional<Key> key() {
      return Optional.of(Key.named("shop", KeyPermission.setOf(List.of("read")), Key.ALL_GROUPS));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fanfare"})
  void theSocketOfAUserEndsAsAtARestartWithinATenthOfItsLifetime(String subprotocol) {
    assertEndsInTime(open(PublishRig.ANNA, subprotocol));
  }

  @Test
  void soDoesThatOfTheHolderOfAKey() {
    assertEndsInTime(open(new Holder(), ""));
  }

  @Test
  void thatOfNobodyLivesOn() {
    SocketSession session = open(PublishRig.NOBODY, "");

    pass(session, SocketLimits.LIFETIME.multipliedBy(2));

    assertThat(outlet.closed()).isNull();
  }

  private void assertEndsInTime(SocketSession session) {
    pass(session, SocketLimits.LIFETIME.multipliedBy(9).dividedBy(10).minus(STEP));
    assertThat(outlet.closed()).isNull();
    pass(session, SocketLimits.LIFETIME.dividedBy(10).plus(STEP));

    assertThat(outlet.closed()).isEqualTo(Ended.SOCKET_LIFETIME);
    assertThat(outlet.closed().code()).isEqualTo(1012);
    assertThat(outlet.closed().text()).isEqualTo("lifetime");
    assertThat(rig.connections.count()).isZero();
  }

  private SocketSession open(Caller caller, String subprotocol) {
    return rig.sessions.socket(
        new GroupRequest.Read(List.of(PublishRig.OPEN), caller, StartPositions.NOW, Duration.ZERO),
        CompletableFuture.completedFuture(StartPositions.NOW),
        subprotocol,
        encoder -> outlet);
  }

  /** Time passes, in which the client answers each ping. */
  private void pass(SocketSession session, Duration time) {
    for (Duration left = time; !left.isNegative() && !left.isZero(); left = left.minus(STEP)) {
      session.connection().heard();
      rig.pass(left.compareTo(STEP) < 0 ? left : STEP);
    }
  }
}
