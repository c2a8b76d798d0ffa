package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.fanfare.connection.CallerShares;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Pool;
import org.fanfare.connection.PoolBounds;
import org.fanfare.gate.Law;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;

/** Law 6: one caller has a share of the sessions of consumers, whether they are carried or not. */
@Law(6)
final class CallersSessionsTest {
  private final CallerShares shares = new CallerShares(Map.of(Pool.SESSIONS, new PoolBounds(2, 9)));
  private final SessionRig rig = new SessionRig(shares);
  private final ConsumerRoute route = rig.route(Conversation.class, Conversation::new);

  private Session open(String user) {
    return rig.sessions.session(
        route, Scopes.of(user), new SessionOwner(user, null), Surroundings.NONE);
  }

  private ProblemException refused(String user) {
    return catchThrowableOfType(ProblemException.class, () -> open(user));
  }

  @Test
  void oneMoreThanOneCallerMayHaveIsRefusedUntilOneEnds() {
    Session first = open("anna");
    open("anna");

    assertThat(refused("anna").problem().status()).isEqualTo(Status.SHARE_USED);
    assertThat(refused("anna").problem().detail()).contains("fanfare.per-caller.sessions");
    assertThat(rig.sessions.sessions()).isEqualTo(2);
    open("berta");
    first.end(Ended.BYE);
    rig.pass(SessionRig.GRACE);
    rig.pass(SessionRig.GRACE);

    assertThat(refused("anna")).isNull();
  }

  @Test
  void whenSessionsAreOverNobodyHasAnything() {
    open("anna");
    open(null);
    assertThat(shares.count()).isEqualTo(2);

    rig.pass(SessionRig.GRACE);
    rig.pass(SessionRig.GRACE);

    assertThat(rig.sessions.sessions()).isZero();
    assertThat(shares.count()).isZero();
  }
}
