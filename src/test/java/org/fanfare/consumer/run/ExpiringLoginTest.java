package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Transport;
import org.fanfare.connection.Whose;
import org.fanfare.session.SocketSession;
import org.fanfare.transport.EncodedOutlet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rule P25: a connection ends when its login expires, unless a later request of its session shows
 * that it does not. Rule P22: the roles are those of the newest request.
 */
class ExpiringLoginTest {
  private static final SessionOwner ANNA = new SessionOwner("anna", null);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration TICK = Duration.ofSeconds(1);

  private final SessionRig rig = new SessionRig();
  private final Conversation consumer = new Conversation();
  private final ConsumerRoute route = rig.route(Conversation.class, () -> consumer);

  private static RequestScope scope(@Nullable Instant expires) {
    Principal anna = () -> "anna";
    return new RequestScope(
        new RequestScope.Facts(
            Map.of(),
            null,
            List.of(),
            List.of(),
            anna,
            Set.of("boss", "staff"),
            Set.of("staff"),
            Locale.ROOT,
            "192.0.2.1",
            null),
        CurrentHttpSession.NONE,
        expires);
  }

  private Instant in(Duration time) {
    return rig.time.instant().plus(time);
  }

  private Session session(@Nullable Instant expires) {
    return rig.sessions.session(route, scope(expires), ANNA, Surroundings.NONE);
  }

  private SessionCall call(@Nullable Instant expires, String... roles) {
    return new SessionCall(
        route, Map.of(), ANNA, new Whose("user:anna", false), Set.of(roles), expires);
  }

  /** Something carries it, so that it does not end by its grace. */
  private void pass(Session session, Duration time) {
    Duration left = time;
    while (!left.isZero()) {
      Duration step = left.compareTo(SessionRig.GRACE) < 0 ? left : SessionRig.GRACE.minus(TICK);
      session
          .poll(0, null)
          .begin(
              new ConnectionTimes(SessionRig.HEARTBEAT, null),
              encoder -> new EncodedOutlet(encoder, new SessionWire(payload -> {})),
              connection -> {});
      rig.pass(step);
      left = left.minus(step);
    }
  }

  @Test
  void aSessionEndsWithinASecondOfTheTimeAtWhichItsLoginExpires() {
    Session session = session(in(HOUR));
    pass(session, HOUR.minus(TICK));
    assertThat(consumer.ends).isEmpty();

    pass(session, TICK);

    assertThat(consumer.ends).containsExactly(Ended.LOGIN_EXPIRED);
  }

  @Test
  void aConnectionWithoutASessionEndsThenToo() {
    SessionWire wire = new SessionWire(payload -> {});
    wire.connected(
        rig.sessions
            .bare(route, scope(in(TICK)), Transport.WEBSOCKET, Surroundings.NONE)
            .open("", encoder -> new EncodedOutlet(encoder, wire))
            .connection());
    rig.pass(TICK);

    assertThat(wire.closed()).isEqualTo(Ended.LOGIN_EXPIRED);
    assertThat(consumer.ends).containsExactly(Ended.LOGIN_EXPIRED);
  }

  @Test
  void aLoginThatIsNotKnownToExpireEndsNothing() {
    Session session = session(null);
    pass(session, HOUR.multipliedBy(24));

    assertThat(consumer.ends).isEmpty();
  }

  @Test
  void aLaterRequestOfTheSessionRenewsItsLogin() {
    Session session = session(in(HOUR));
    session.renew(call(in(HOUR.multipliedBy(2)), "staff"));

    pass(session, HOUR.multipliedBy(2).minus(TICK));
    assertThat(consumer.ends).isEmpty();
    pass(session, TICK);

    assertThat(consumer.ends).containsExactly(Ended.LOGIN_EXPIRED);
  }

  @Test
  void aRequestThatWasUnderWayWithAnOlderLoginShortensNothing() {
    Session session = session(in(HOUR));
    session.renew(call(in(HOUR.multipliedBy(2)), "staff"));
    session.renew(call(in(HOUR), "staff"));

    pass(session, HOUR.plus(TICK));

    assertThat(consumer.ends).isEmpty();
  }

  @Test
  void aLoginThatDoesNotExpireAnyMoreEndsNothing() {
    Session session = session(in(HOUR));
    session.renew(call(null, "staff"));

    pass(session, HOUR.multipliedBy(2));

    assertThat(consumer.ends).isEmpty();
  }

  @Test
  void whoResumesOverAWebSocketRenewsItsLoginToo() {
    Session session = session(in(HOUR));
    SessionWire wire = new SessionWire(payload -> {});
    SocketSession opened =
        rig.sessions
            .resumption(call(in(HOUR.multipliedBy(2)), "staff"))
            .open("", encoder -> new EncodedOutlet(encoder, wire));
    wire.connected(opened.connection(), opened.inbox());
    wire.says("{\"resume\":{\"session\":\"%s\",\"ack\":0}}".formatted(session.id()));
    rig.run();

    rig.pass(HOUR.plus(TICK));

    assertThat(consumer.ends).isEmpty();
    assertThat(wire.closed()).isNull();
  }

  @Test
  void theRolesAreThoseOfTheNewestRequest() {
    Session session = session(null);
    assertThat(consumer.client().scope().hasRole("boss")).isFalse();

    session.renew(call(null, "boss"));

    assertThat(consumer.client().scope().hasRole("boss")).isTrue();
    assertThat(consumer.client().scope().hasRole("staff")).isFalse();
  }

  @Test
  void aSessionIsFoundAtItsOwnPathAlone() {
    Session session = session(null);

    assertThat(rig.sessions.find(session.id(), call(null))).contains(session);
    assertThat(
            rig.sessions.find(
                session.id(),
                new SessionCall(
                    route,
                    Map.of("room", "attic"),
                    ANNA,
                    new Whose("user:anna", false),
                    Set.of(),
                    null)))
        .isEmpty();
  }
}
