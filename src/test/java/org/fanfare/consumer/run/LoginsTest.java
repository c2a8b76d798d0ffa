package org.fanfare.consumer.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Transport;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rules P23 and P24: a login's end is the end of its connections, and of no others; what connects
 * again by itself does not make a login last. Rule P43: whose a session is.
 */
class LoginsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration ALMOST = Duration.ofSeconds(15);
  private static final SessionOwner ANNA = new SessionOwner("anna", null);

  private SessionRig rig = new SessionRig();
  private final List<Conversation> consumers = new ArrayList<>();
  private ConsumerRoute route = rig.route(Conversation.class, this::make);
  private @Nullable Session newest;

  private Conversation make() {
    Conversation made = new Conversation();
    consumers.add(made);
    return made;
  }

  /** A connection of a user, or of a guest, with an HTTP session or without one. */
  private Conversation opens(@Nullable String user, @Nullable String httpSession) {
    RequestScope scope =
        httpSession == null ? Scopes.of(user) : Scopes.of(user, httpSession, TIMEOUT);
    return opens(scope, new SessionOwner(user, httpSession));
  }

  private Conversation opens(RequestScope scope, SessionOwner owner) {
    newest = rig.sessions.session(route, scope, owner, Surroundings.NONE);
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
  void aConnectionThatOpensWhileTheIdChangesAndThoseBeforeItEndTogether() {
    Conversation before = opens("anna", "http-1");
    Conversation meanwhile = opens("anna", "http-2");
    logins().sessionRenamed("http-1", "http-2");

    logins().sessionEnded("http-2");

    assertEnded(Ended.LOGGED_OUT, before, meanwhile);
  }

  @Test
  void anHttpSessionThatEndsAfterARequestCameEndsTheConnectionThatTheRequestOpens() {
    Conversation late = opens(Scopes.of("anna", "http-1", Duration.ZERO, null), ANNA);

    assertEnded(Ended.LOGGED_OUT, late);
  }

  @Test
  void anIdThatChangesAfterARequestCameIsFollowed() {
    Conversation late = opens(Scopes.of("anna", "http-1", Duration.ZERO, "http-2"), ANNA);
    logins().sessionEnded("http-1");
    assertEnded(Ended.LOGGED_OUT);

    logins().sessionEnded("http-2");

    assertEnded(Ended.LOGGED_OUT, late);
  }

  @Test
  void aGuestsSessionIsFoundByTheIdThatItsHttpSessionHasNow() {
    opens(null, "http-1");

    logins().sessionRenamed("http-1", "http-2");

    assertThat(found(null, "http-2")).isPresent();
    assertThat(found(null, "http-1")).isEmpty();
    assertThat(found(null, null)).isEmpty();
  }

  private Optional<Session> found(@Nullable String user, @Nullable String httpSession) {
    return rig.sessions.find(
        requireNonNull(newest).id(), SessionRig.call(route, new SessionOwner(user, httpSession)));
  }

  @Test
  void aConnectionThatOpensLaterDoesNotSetTheClockOfItsLoginBack() {
    Conversation first = opens("anna", "http-1");
    rig.pass(ALMOST);
    Conversation second = opens("anna", "http-1");
    rig.pass(TIMEOUT.minus(ALMOST));

    assertEnded(Ended.LOGIN_EXPIRED, first, second);
  }

  @Test
  void aConnectionThatComesAgainFindsTheClockAsItIs() {
    opens("anna", "http-1").client().end(Ended.GONE);
    rig.pass(ALMOST);
    Conversation again = opens("anna", "http-1");
    rig.pass(TIMEOUT.minus(ALMOST));

    assertThat(again.ends).containsExactly(Ended.LOGIN_EXPIRED);
  }

  @Test
  void aUserWhoseTimeIsOverIsRefusedUntilARequestShowsThatTheUserIsThere() {
    opens("anna", "http-1");
    rig.pass(TIMEOUT);
    for (int i = 0; i < 3; i++) {
      logins().seen("http-1", "anna", false);
      assertThatThrownBy(() -> opens("anna", "http-1"))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused -> assertThat(refused.problem().status()).isEqualTo(Status.UNAUTHENTICATED));
      rig.pass(ALMOST);
    }
    assertThat(consumers).as("no instance is made for who is refused").hasSize(1);

    logins().seen("http-1", "anna", true);
    Conversation again = opens("anna", "http-1");
    rig.pass(ALMOST);

    assertThat(again.ends).isEmpty();
  }

  @Test
  void theTimeOfAGuestBeginsWithItsConnection() {
    Conversation first = opens(null, "http-1");
    rig.pass(TIMEOUT);
    assertEnded(Ended.LOGIN_EXPIRED, first);

    Conversation again = opens(null, "http-1");
    rig.pass(ALMOST);
    assertThat(again.ends).isEmpty();
    rig.pass(TIMEOUT.minus(ALMOST));

    assertThat(again.ends).containsExactly(Ended.LOGIN_EXPIRED);
  }

  @Test
  void anHttpSessionWithoutConnectionsIsForgottenWhenNobodyHasAskedForItForItsTimeout() {
    opens("anna", "http-1").client().close();
    rig.run();
    rig.pass(TIMEOUT);

    Conversation again = opens("anna", "http-1");
    rig.pass(ALMOST);

    assertThat(again.ends).isEmpty();
  }

  @Test
  void onlySoManyHttpSessionsWithoutConnectionsAreRemembered() {
    rig = new SessionRig(1);
    route = rig.route(Conversation.class, this::make);
    comesAndGoes("anna", "http-1");
    comesAndGoes("berta", "http-2");
    rig.pass(ALMOST);

    Conversation forgotten = opens("anna", "http-1");
    Conversation remembered = opens("berta", "http-2");
    rig.pass(TIMEOUT.minus(ALMOST));

    assertThat(forgotten.ends).isEmpty();
    assertThat(remembered.ends).containsExactly(Ended.LOGIN_EXPIRED);
  }

  private void comesAndGoes(String user, String httpSession) {
    rig.sessions
        .bare(route, Scopes.of(user, httpSession, TIMEOUT), Transport.WEBSOCKET, Surroundings.NONE)
        .abandon();
    rig.run();
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

    rig.sessions.users().end("anna", null, Ended.byApplication(4321, "enough"));

    assertEnded(Ended.byApplication(4321, "enough"), one, two);
  }

  @Test
  void theConnectionsOfAUserAreKnownByTheirNumberAndTheirChannels() {
    Conversation one = opens("anna", "http-1");
    Conversation two = opens("anna", null);
    opens("berta", "http-1");
    opens(null, "http-1");

    assertThat(rig.sessions.users().count("anna")).isEqualTo(2);
    assertThat(rig.sessions.users().channels("anna"))
        .containsExactlyInAnyOrder(one.client().channel(), two.client().channel());
    assertThat(rig.sessions.users().count("nobody")).isZero();
    assertThat(rig.sessions.users().channels("nobody")).isEmpty();
  }

  @Test
  void ofTheLoginsOfAUserOneEndsAlone() {
    Conversation one = opens("anna", null);
    opens("anna", null);

    int ended =
        rig.sessions
            .users()
            .end("anna", one.client().scope().principal().orElseThrow(), Ended.LOGGED_OUT);

    assertThat(ended).isEqualTo(1);
    assertEnded(Ended.LOGGED_OUT, one);
  }

  @Test
  void aSessionThatWaitsToTellItsClientOfTheEndIsForgottenWithTheApplication() {
    Conversation anna = opens("anna", null);
    rig.run();

    rig.sessions.stop();
    assertEnded(Ended.STOPPING, anna);
    assertThat(rig.sessions.sessions()).isEqualTo(1);
    rig.sessions.close();

    assertThat(rig.sessions.sessions()).isZero();
  }

  @Test
  void aConnectionThatHasEndedIsForgotten() {
    Conversation anna = opens("anna", "http-1");
    anna.client().close();
    rig.run();

    rig.sessions.users().end("anna", null, Ended.ERROR);
    logins().sessionEnded("http-1");
    rig.pass(TIMEOUT);

    assertEnded(Ended.BYE, anna);
  }
}
