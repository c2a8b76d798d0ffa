package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.fanfare.connection.Ended;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules P23 and P24: a login's end is the end of its connections, and of no others. */
class LoginsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final SessionRig rig = new SessionRig();
  private final List<Conversation> consumers = new ArrayList<>();
  private final ConsumerRoute route = rig.route(Conversation.class, this::make);

  private Conversation make() {
    Conversation made = new Conversation();
    consumers.add(made);
    return made;
  }

  /** A connection of a user, or of a guest, with an HTTP session or without one. */
  private Conversation opens(@Nullable String user, @Nullable String httpSession) {
    Principal principal = user == null ? null : () -> user;
    RequestScope scope =
        new RequestScope(
            new RequestScope.Facts(
                Map.of(),
                null,
                List.of(),
                List.of(),
                principal,
                Set.of(),
                Set.of(),
                Locale.ROOT,
                "192.0.2.1",
                httpSession == null ? null : new Logins.HttpLogin(httpSession, TIMEOUT)),
            name -> null,
            null);
    rig.sessions.session(route, scope, new SessionOwner(user, httpSession), Surroundings.NONE);
    return consumers.get(consumers.size() - 1);
  }

  private Logins logins() {
    return rig.sessions.logins();
  }

  private void assertEnded(Ended why, Conversation... ended) {
    rig.run();
    List<Conversation> those = List.of(ended);
    assertThat(consumers)
        .allSatisfy(
            each -> {
              if (those.contains(each)) {
                assertThat(each.ends).containsExactly(why);
              } else {
                assertThat(each.ends).isEmpty();
              }
            });
  }

  @Test
  void theEndOfAnHttpSessionEndsAllThatWereOpenedWithItThoseOfGuestsToo() {
    Conversation anna = opens("anna", "http-1");
    Conversation guest = opens(null, "http-1");
    opens("anna", "http-2");
    opens("anna", null);

    logins().sessionEnded("http-1");

    assertEnded(Ended.LOGGED_OUT, anna, guest);
  }

  @Test
  void anHttpSessionIsFollowedWhenItsIdChanges() {
    Conversation anna = opens("anna", "http-1");
    logins().sessionRenamed("http-1", "http-2");

    logins().sessionEnded("http-1");
    assertEnded(Ended.LOGGED_OUT);
    logins().sessionEnded("http-2");

    assertEnded(Ended.LOGGED_OUT, anna);
  }

  @Test
  void aLogoutEndsTheConnectionsOfTheUserAndNotOfTheGuestBefore() {
    Conversation anna = opens("anna", "http-1");
    opens(null, "http-1");

    logins().loggedOut("http-1");

    assertEnded(Ended.LOGGED_OUT, anna);
  }

  @Test
  void codeOfTheApplicationEndsAllConnectionsOfAUser() {
    Conversation one = opens("anna", "http-1");
    Conversation two = opens("anna", null);
    opens("berta", "http-1");
    opens(null, "http-1");

    logins().end("anna", Ended.byApplication(4321, "enough"));

    assertEnded(Ended.byApplication(4321, "enough"), one, two);
  }

  @Test
  void aConnectionThatHasEndedIsForgotten() {
    Conversation anna = opens("anna", "http-1");
    anna.client().close();
    rig.run();

    logins().end("anna", Ended.ERROR);
    logins().sessionEnded("http-1");
    rig.pass(TIMEOUT);

    assertEnded(Ended.BYE, anna);
  }
}
