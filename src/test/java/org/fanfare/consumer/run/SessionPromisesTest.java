package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fanfare.LogCapture;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Ended;
import org.fanfare.connection.SocketLimits;
import org.fanfare.connection.Transport;
import org.fanfare.consumer.Connection;
import org.fanfare.layer.LateAnswers;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Start;
import org.fanfare.log.Cursor;
import org.fanfare.log.Position;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.session.SocketSession;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.fanfare.transport.EncodedOutlet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One conversation over changing transports, with everything real but the transport, on one thread
 * and with a turned clock.
 *
 * <p>Rules P13, P37, P40, P42, P43, P45, P46, P47, P48, P49, P51, P53 and P54; of P16, that {@code
 * disconnect} is called once.
 */
class SessionPromisesTest {
  /** The ways in which a client goes on with its session. */
  enum Way {
    SOCKET,
    STREAM,
    POLL;

    void take(SessionClient client) {
      switch (this) {
        case SOCKET -> client.resumesBySocket();
        case STREAM -> client.resumesByStream();
        case POLL -> client.polls();
      }
    }
  }

  private static final Ended KICKED = Ended.byApplication(4010, "kicked");

  private SessionRig rig = new SessionRig();
  private final List<Conversation> consumers = new ArrayList<>();
  private ConsumerRoute route = rig.route(Conversation.class, this::make);
  private SessionClient client = new SessionClient(rig, route);

  private Conversation make() {
    Conversation made = new Conversation();
    consumers.add(made);
    return made;
  }

  private Conversation consumer() {
    return consumers.get(consumers.size() - 1);
  }

  private void roomFor(int connections) {
    rig = new SessionRig(connections);
    route = rig.route(Conversation.class, this::make);
    client = new SessionClient(rig, route);
  }

  private void says(String text) {
    consumer().says(text);
    rig.run();
  }

  private void publish(String text) {
    rig.memory.publish(Conversation.GROUP, text);
    rig.run();
  }

  private void closes(Ended why) {
    consumer().client().end(why);
    rig.run();
  }

  private void assertNothingLeft() {
    rig.run();
    assertThat(rig.sessions.sessions()).isZero();
    assertThat(rig.connections.count()).isZero();
    assertThat(rig.memory.layer().statistics().readers()).isZero();
    assertThat(rig.destroyed()).isEqualTo(consumers.size());
    assertThat(consumers).allSatisfy(each -> assertThat(each.ends).hasSize(1));
    assertThat(route.statistics().open()).isZero();
    assertThat(client.faults()).isEmpty();
  }

  private static void assertProblem(Status status, ThrowingCallable code) {
    assertThatThrownBy(code)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(status));
  }

  @Test
  void aSessionIsOpenedAndItsIdIsLongAndNeverTheSame() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      SessionClient each = new SessionClient(rig, route);
      each.opens();
      ids.add(each.id());
      assertThat(each.id()).matches("[A-Za-z0-9_-]{22,}");
      assertThat(each.id()).isNotEqualTo(consumer().client().channel().value());
    }

    assertThat(ids).hasSize(100);
  }

  @Test
  void theFirstThingOverASocketIsItsFrame() {
    client.opensSocket();

    assertThat(client.id()).isNotEmpty();
    assertThat(consumer().client().transport()).isEqualTo(Transport.WEBSOCKET);
  }

  @Test
  void aConversationGoesOverASocketAStreamAndPollsInTurn() {
    client.opensSocket();
    client.sends("one");
    client.wire().breaks();
    client.resumesByStream();
    client.sends("two");
    says("by the way");
    client.polls();
    client.sends("three");
    client.polls();
    client.resumesBySocket();
    client.sends("four");

    assertThat(consumer().heard).containsExactly("one", "two", "three", "four");
    assertThat(client.heard())
        .containsExactly(
            "you said one", "you said two", "by the way", "you said three", "you said four");
    assertThat(consumer().client().transport()).isEqualTo(Transport.WEBSOCKET);
    assertThat(consumers).as("one conversation").hasSize(1);
    assertThat(consumer().ends).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatWasWrittenAndDidNotArriveIsSentAgainOverAnyTransport(Way way) {
    client.opensSocket();
    client.sends("one");
    client.wire().isHalfOpen();
    says("lost 1");
    says("lost 2");
    client.wire().breaks();
    rig.run();
    says("meanwhile");

    way.take(client);

    assertThat(client.heard()).containsExactly("you said one", "lost 1", "lost 2", "meanwhile");
    assertThat(client.repeats()).isZero();
  }

  @Test
  void whatTheClientSendsTwiceIsHandledOnce() {
    client.opensSocket();
    client.wire().isHalfOpen();
    client.sends("lost");
    client.wire().breaks();
    client.polls();
    client.postUnanswered();
    client.posts();

    assertThat(consumer().heard).containsExactly("lost");
    assertThat(client.waiting()).isZero();
  }

  @Test
  void aNumberThatIsNotTheNextIsRefusedAndNothingElseChanges() {
    client.opens();

    assertProblem(Status.OUT_OF_ORDER, () -> client.post("{\"up\":[[2,\"two\"]]}"));
    assertProblem(Status.OUT_OF_ORDER, () -> client.post("{\"ack\":1}"));
    assertThat(client.post("{\"up\":[[1,\"one\"]]}")).isEqualTo(1);
    assertThat(consumer().heard).containsExactly("one");
  }

  @Test
  void overASocketANumberThatIsNotTheNextEndsIt() {
    client.opensSocket();
    client.wire().says("{\"up\":[[2,\"two\"]]}");
    rig.run();

    assertThat(client.wire().closed()).extracting(Ended::code).isEqualTo(4006);
    assertThat(client.closing()).containsEntry("code", 4006L);
    assertThat(consumer().ends).extracting(Ended::status).containsExactly(Status.OUT_OF_ORDER);
    assertNothingLeft();
  }

  @Test
  void relayedGroupsGoOnAtTheClientsCursorOverEachTransport() {
    client.opensSocket();
    publish("one");
    client.wire().isHalfOpen();
    publish("two");
    client.wire().breaks();
    rig.run();
    publish("three");
    client.resumesByStream();
    publish("four");
    client.polls();
    publish("five");
    client.polls();
    publish("six");
    client.resumesBySocket();
    publish("seven");

    assertThat(client.relayed())
        .containsExactly("one", "two", "three", "four", "five", "six", "seven");
    assertThat(client.gaps()).isEmpty();
  }

  @Test
  void whatIsPublishedBeforeTheFirstCarrierIsNotMissed() {
    client.opens();
    publish("one");
    client.polls();

    assertThat(client.relayed()).containsExactly("one");
  }

  @Test
  void noCursorReachesBackBeforeTheRelayBegan() {
    Position first = rig.memory.publish(Conversation.GROUP, "before it came").position();
    client.opens();
    publish("one");

    client.claims(Cursor.of(Conversation.GROUP, new Position(first.epoch(), 0)));
    client.gaps().add("it begins later");
    client.polls();

    assertThat(client.relayed()).containsExactly("one");
  }

  @Test
  void aGroupThatIsRelayedBetweenTwoCarriersBeginsThere() {
    client.opensSocket();
    client.wire().breaks();
    rig.run();
    consumer().client().leave(Conversation.GROUP);
    publish("not for it");
    consumer().client().relay(Conversation.GROUP, new Start.Now());
    publish("for it");
    SessionClient other = new SessionClient(rig, route);
    other.is(client.id());
    List<String> heard = other.relayed();
    other.gaps().add("it begins later");
    other.resumesByStream();

    assertThat(heard).containsExactly("for it");
  }

  @ParameterizedTest
  @EnumSource
  void theNewcomerReplacesTheCarrierBefore(Way way) {
    client.opensSocket();
    SessionWire old = client.wire();
    old.isHalfOpen();
    way.take(client);
    says("hello");

    assertThat(old.closed()).isEqualTo(Ended.REPLACED);
    assertThat(client.heard()).containsExactly("hello");
    assertThat(consumer().ends).isEmpty();
  }

  @Test
  void aPollAndAStreamThatAreReplacedEndWithoutAWord() {
    client.opens();
    client.polls();
    SessionWire poll = client.wire();
    client.resumesByStream();
    SessionWire stream = client.wire();
    client.polls();

    assertThat(poll.closed()).isEqualTo(Ended.REPLACED);
    assertThat(stream.closed()).isEqualTo(Ended.REPLACED);
    assertThat(client.closing()).isNull();
  }

  @Test
  void whatStillArrivesOnAReplacedCarrierIsIgnored() {
    client.opensSocket();
    SessionWire old = client.wire();
    String late = client.sendsLate("one");
    client.resumesBySocket();
    old.saysLate(late);
    old.saysLate("{\"up\":[[2,\"stolen\"]]}");
    old.saysLate("{\"close\":{}}");
    rig.run();
    client.sends("two");

    assertThat(consumer().heard).containsExactly("one", "two");
    assertThat(consumer().ends).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aStuckCarrierDoesNotLockItsOwnerOut(Way way) {
    client.opensSocket();
    client.wire().isStuck();
    says("one");
    says("two");
    way.take(client);

    assertThat(client.heard()).containsExactly("one", "two");
  }

  @Test
  void anotherCallerADeadAndAGuessedIdAreTheSame() {
    SessionOwner anna = new SessionOwner("anna", null);
    SessionClient annas = new SessionClient(rig, route, anna);
    annas.opens();
    SessionClient bert = new SessionClient(rig, route, new SessionOwner("bert", null));
    SessionClient guest = new SessionClient(rig, route);
    SessionClient guessing = new SessionClient(rig, route, anna);
    bert.is(annas.id());
    guest.is(annas.id());
    guessing.is("guessed-guessed-guessed");

    for (SessionClient each : List.of(bert, guest, guessing)) {
      each.resumesBySocket();
      assertThat(each.wire().refusal()).isNotNull();
      assertThat(each.wire().closed()).isEqualTo(Ended.NO_SESSION);
      assertThat(
              rig.sessions.find(each.id(), SessionRig.call(route, new SessionOwner("bert", null))))
          .isEmpty();
    }
    assertThat(consumer().ends).isEmpty();
    annas.post("{\"close\":{}}");
    annas.resumesBySocket();
    assertThat(annas.wire().closed()).isEqualTo(Ended.NO_SESSION);
    assertNothingLeft();
  }

  // Rule P53
  @Test
  void aSessionOfAnotherNodeIsToldFromOneThatIsNone() {
    SessionRig another = new SessionRig();
    SessionClient theirs =
        new SessionClient(another, another.route(Conversation.class, this::make));
    theirs.opens();
    client.opens();
    String dead = client.id();
    client.post("{\"close\":{}}");

    assertThat(rig.sessions.missing(theirs.id()).status()).isEqualTo(Status.OTHER_NODE);
    assertThat(rig.sessions.missing(dead).status()).isEqualTo(Status.NO_SESSION);
    assertThat(rig.sessions.missing("guessed").status()).isEqualTo(Status.NO_SESSION);
    assertThat(rig.sessions.missing("!".repeat(dead.length())).status())
        .isEqualTo(Status.NO_SESSION);
    client.is(theirs.id());
    client.resumesBySocket();
    assertThat(client.wire().closed()).extracting(Ended::code).isEqualTo(4421);
  }

  // Rule P53
  @Test
  void theIdsOfANodeBeginWithItsTag() {
    client.opens();
    String first = client.id();
    client.opens();

    assertThat(client.id()).startsWith(first.substring(0, 11)).isNotEqualTo(first);
  }

  @Test
  void aGuestsSessionIsThatOfItsHttpSession() {
    SessionClient guest = new SessionClient(rig, route, new SessionOwner(null, "http-1"));
    guest.opens();

    assertThat(
            rig.sessions.find(guest.id(), SessionRig.call(route, new SessionOwner(null, "http-1"))))
        .isPresent();
    assertThat(
            rig.sessions.find(guest.id(), SessionRig.call(route, new SessionOwner(null, "http-2"))))
        .isEmpty();
    assertThat(rig.sessions.find(guest.id(), SessionRig.call(route, SessionRig.GUEST))).isEmpty();
  }

  @Test
  void aSessionIsNotFoundOnAnotherRoute() {
    client.opens();

    assertThat(
            rig.sessions.find(
                client.id(),
                SessionRig.call(rig.route(Conversation.class, this::make), SessionRig.GUEST)))
        .isEmpty();
  }

  @Test
  void aResumingSocketThatBeginsOtherwiseIsRefusedAndOneThatSaysNothingEnds() {
    client.opens();
    SessionClient other = new SessionClient(rig, route);
    other.is(client.id());
    other.resumesBySocket();
    SessionWire living = other.wire();
    SessionClient wrong = new SessionClient(rig, route);
    wrong.is("\",\"ack\":1,\"x\":\"");
    wrong.resumesBySocket();

    assertThat(wrong.wire().closed()).extracting(Ended::status).isEqualTo(Status.INVALID_FRAME);
    assertThat(living.closed()).isNull();
    rig.sessions
        .resumption(SessionRig.call(route, SessionRig.GUEST))
        .open("", encoder -> new EncodedOutlet(encoder, new SessionWire(x -> {})));
    rig.run();
    assertThat(rig.connections.count()).isEqualTo(2);
    rig.pass(SessionRig.HEARTBEAT.multipliedBy(2).plusSeconds(2));
    assertThat(rig.connections.count()).isEqualTo(1);
  }

  @Test
  void aSocketThatIsClosedWellEndsItsSession() {
    client.opensSocket();
    client.wire().closesWell();

    rig.run();
    assertThat(consumer().ends).containsExactly(Ended.LEFT);
    assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource
  void aCloseOfTheClientEndsItsSessionAtOnceAndWhatItSentBeforeIsHandled(Way way) {
    client.opens();
    way.take(client);
    client.sends("one");
    client.sendsAndCloses("last words");

    assertThat(consumer().heard).containsExactly("one", "last words");
    assertThat(consumer().ends).containsExactly(Ended.LEFT);
    assertNothingLeft();
  }

  @Test
  void theConsumerIsToldTheCodeAndTheReasonWithWhichTheClientCloses() {
    client.opens();
    client.post("{\"close\":{\"code\":3001,\"reason\":\"the game is over\"}}");

    assertThat(consumer().ends).containsExactly(new Ended(Status.LEFT, "the game is over", 3001));
    assertNothingLeft();
  }

  @Test
  void aLostLinkWaitsForTheGraceAndNotLonger() {
    client.opensSocket();
    client.wire().breaks();
    rig.run();
    rig.pass(SessionRig.GRACE.minusSeconds(1));
    assertThat(consumer().ends).isEmpty();

    rig.pass(Duration.ofSeconds(1));

    assertThat(consumer().ends).containsExactly(Ended.GONE);
    assertNothingLeft();
  }

  @Test
  void aHalfOpenLinkIsNoticedAndThenTheGraceBegins() {
    client.opensSocket();
    client.wire().isHalfOpen();
    rig.pass(SessionRig.HEARTBEAT.multipliedBy(2).plusSeconds(2));
    assertThat(client.wire().closed()).isEqualTo(Ended.HEARTBEAT);
    assertThat(consumer().ends).isEmpty();

    rig.pass(SessionRig.GRACE);

    assertThat(consumer().ends).containsExactly(Ended.GONE);
    assertNothingLeft();
  }

  @Test
  void aSessionThatNobodyCarriesEndsAfterTheGrace() {
    client.opens();
    rig.pass(SessionRig.GRACE);

    assertThat(consumer().ends).containsExactly(Ended.GONE);
    assertNothingLeft();
  }

  @Test
  void aSocketThatNeverOpensEndsAtOnce() {
    rig.sessions.socket(route, SessionRig.scope(), SessionRig.GUEST, Surroundings.NONE).abandon();

    rig.run();
    assertThat(consumer().ends).containsExactly(Ended.GONE);
    assertNothingLeft();
  }

  @Test
  void aPollIsAnsweredAtOnceIfThereIsSomethingAndAfterItsWaitIfNot() {
    client.opens();
    says("one");
    client.polls();
    assertThat(client.heard()).containsExactly("one");
    assertThat(client.wire().closed()).isEqualTo(Ended.BYE);

    client.waits(Duration.ofSeconds(5));
    client.polls();
    rig.pass(Duration.ofSeconds(4));
    assertThat(client.wire().closed()).isNull();
    rig.pass(Duration.ofSeconds(2));

    assertThat(client.wire().closed()).isEqualTo(Ended.BYE);
    client.waits(SessionRig.HEARTBEAT);
    client.polls();
    says("two");
    assertThat(client.heard()).containsExactly("one", "two");
  }

  @Test
  void aStreamEndsAfterItsLifetimeAndTheSessionGoesOn() {
    client.opens();
    client.resumesByStream();
    rig.pass(SessionRig.LIFETIME.plusSeconds(1));
    assertThat(client.wire().closed()).isEqualTo(Ended.LIFETIME);
    assertThat(client.closing()).isNull();
    says("one");
    client.resumesByStream();

    assertThat(client.heard()).containsExactly("one");
  }

  @Test
  void theSocketOfAUserEndsAfterItsLifetimeAndTheSessionGoesOn() {
    client = new SessionClient(rig, route, new SessionOwner("anna", null));
    client.opensSocket();
    passALifetime();
    assertThat(client.wire().closed()).isEqualTo(Ended.SOCKET_LIFETIME);
    assertThat(client.closing()).isNull();
    says("one");
    client.resumesBySocket();
    assertThat(client.heard()).containsExactly("one");
    passALifetime();

    assertThat(client.wire().closed()).isEqualTo(Ended.SOCKET_LIFETIME);
  }

  /** Time passes until the socket is closed, at most as long as its lifetime. */
  private void passALifetime() {
    rig.pass(SocketLimits.LIFETIME.multipliedBy(9).dividedBy(10).minusSeconds(1));
    assertThat(client.wire().closed()).isNull();
    for (int i = 0; i < 600 && client.wire().closed() == null; i++) {
      rig.pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void theSocketOfAGuestLivesOn() {
    client.opensSocket();

    rig.pass(SocketLimits.LIFETIME.multipliedBy(2));

    assertThat(client.wire().closed()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void aCloseOfTheConsumerIsToldAfterWhatItSent(Way way) {
    client.opens();
    way.take(client);
    client.sends("close");
    if (way == Way.POLL) {
      client.polls();
    }

    assertThat(client.heard()).containsExactly("good bye");
    assertThat(client.closing()).containsEntry("code", 4000L).containsEntry("reason", "enough");
    assertThat(consumer().ends).extracting(Ended::code).containsExactly(4000);
    assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource
  void theEndOfAConsumerIsTold(Way way) {
    client.opens();
    way.take(client);
    client.sends("end");

    assertThat(client.closing()).containsEntry("code", 1000L);
    assertThat(consumer().ends).containsExactly(Ended.BYE);
    assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource
  void aFailureOfTheConsumerIsTold(Way way) {
    try (LogCapture log = new LogCapture(Conversation.class.getName())) {
      client.opens();
      way.take(client);
      client.sends("throw");

      assertThat(log.lines()).hasSize(1);
    }

    assertThat(client.closing()).containsEntry("code", 1011L).containsEntry("reason", "error");
    assertThat(consumer().ends).containsExactly(Ended.ERROR);
    assertNothingLeft();
  }

  @Test
  void betweenTwoPollsTheEndWaitsForTheNextAndTheConsumerDoesNot() {
    client.opens();
    client.polls();
    says("one");
    says("two");
    closes(Ended.ERROR);
    assertThat(consumer().ends).containsExactly(Ended.ERROR);

    client.polls();
    assertThat(client.heard()).containsExactly("one", "two");
    client.polls();

    assertThat(client.closing()).containsEntry("code", 1011L);
    assertNothingLeft();
  }

  @Test
  void theEndThatNoPollAsksForIsForgottenAfterTheGrace() {
    client.opens();
    client.polls();
    says("one");
    closes(Ended.LOGGED_OUT);
    assertThat(consumer().ends).containsExactly(Ended.LOGGED_OUT);
    rig.pass(SessionRig.GRACE);

    assertNothingLeft();
  }

  @Test
  void anEndBeforeTheFirstCarrierIsToldByIt() {
    client.opens();
    says("one");
    closes(Ended.byApplication(4001, "no"));
    client.resumesByStream();

    assertThat(client.heard()).containsExactly("one");
    assertThat(client.closing()).containsEntry("code", 4001L);
    assertNothingLeft();
  }

  private void pausesCallbacks() {
    for (int i = 0; i <= ConsumerSettings.OUTGOING_MESSAGES; i++) {
      says("pause " + i);
    }
  }

  /** Again and again, for what it has sent is answered. */
  private void acknowledgesAll() {
    for (int i = 0; i < Intake.WINDOW; i++) {
      client.acknowledges();
      rig.pass(Duration.ofSeconds(1)); // acknowledgements come
    }
  }

  // Rule P13
  @Test
  void whoKeepsToItsWindowIsNeverEndedHoweverSlowItsConsumerIs() {
    client.opensSocket();
    pausesCallbacks();

    int sent = 0;
    while (client.waiting() < Intake.WINDOW) {
      client.sends("message " + sent++);
      rig.pass(Duration.ofSeconds(2));
    }

    assertThat(sent).isEqualTo(ConsumerSettings.INBOX_MESSAGES + Intake.WINDOW);
    assertThat(client.wire().closed()).isNull();
    acknowledgesAll();
    assertThat(client.waiting()).isZero();
    assertThat(consumer().heard).hasSize(sent).last().isEqualTo("message " + (sent - 1));
  }

  // Rule P13
  @Test
  void aWindowOfLargeMessagesIsTakenToo() {
    client.opensSocket();
    pausesCallbacks();
    String large = "x".repeat(SessionRig.MAX_MESSAGE - 100);
    for (int i = 0; i < Intake.WINDOW; i++) {
      client.sends(large);
    }
    assertThat(client.wire().closed()).isNull();

    acknowledgesAll();

    assertThat(consumer().heard).hasSize(Intake.WINDOW).containsOnly(large);
    assertThat(client.waiting()).isZero();
  }

  // Rule P13
  @Test
  void whoPassesItsWindowIsEndedFlooded() {
    client.opensSocket();
    pausesCallbacks();
    for (int i = 0; i < ConsumerSettings.INBOX_MESSAGES + Intake.WINDOW; i++) {
      client.sends("x");
    }
    assertThat(client.wire().closed()).isNull();

    client.sends("one too many");

    assertThat(client.wire().closed()).isEqualTo(Ended.FLOODED);
    assertThat(consumer().ends).containsExactly(Ended.FLOODED);
    assertNothingLeft();
  }

  // Rules P13, P49
  @Test
  void whatIsBeyondTheInboxIsHandledOnceWhenItComesAgainOverAnotherTransport() {
    client.opensSocket();
    pausesCallbacks();
    int all = ConsumerSettings.INBOX_MESSAGES + 10;
    for (int i = 0; i < all; i++) {
      client.sends("message " + i);
    }
    assertThat(client.waiting()).as("not acknowledged yet").isGreaterThanOrEqualTo(10);
    client.wire().breaks();
    rig.run();
    client.resumesByStream();
    client.posts();

    acknowledgesAll();
    client.posts();

    assertThat(client.waiting()).isZero();
    assertThat(consumer().heard).hasSize(all).doesNotHaveDuplicates();
  }

  @Test
  void whoIsSentTooMuchWithoutAcknowledgingItIsEndedSlow() {
    client.opensSocket();
    client.wire().breaks();
    rig.run();
    for (int i = 0; i < ConsumerSettings.OUTGOING_MOST_MESSAGES; i++) {
      assertThat(consumer().says("x")).isTrue();
    }
    assertThat(consumer().says("one too many")).isFalse();
    rig.run();

    assertThat(consumer().ends).containsExactly(Ended.SLOW);
    assertNothingLeft();
  }

  @Test
  void whoTakesNothingIsEndedSlowAtOnce() {
    client.opensSocket();
    client.wire().isStuck();
    saysTooMuch();

    assertThat(consumer().ends).containsExactly(Ended.SLOW);
    assertThat(client.wire().closed()).isEqualTo(Ended.SLOW);
    assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"SOCKET", "STREAM"})
  void whoReadsAndAcknowledgesNothingIsToldThatItIsSlow(Way way) {
    client.opens();
    way.take(client);
    saysTooMuch();

    assertThat(client.heard()).hasSize(ConsumerSettings.OUTGOING_MOST_MESSAGES);
    assertThat(client.closing()).containsEntry("code", 1013L).containsEntry("reason", "slow");
    assertThat(consumer().ends).containsExactly(Ended.SLOW);
    assertNothingLeft();
  }

  @Test
  void whoTakesNothingWithoutASessionIsEndedSlowAtOnceToo() {
    SessionWire wire = new SessionWire(payload -> {});
    SocketSession opened =
        rig.sessions
            .bare(route, SessionRig.scope(), Transport.WEBSOCKET, Surroundings.NONE)
            .open("", encoder -> new EncodedOutlet(encoder, wire));
    wire.connected(opened.connection(), opened.inbox());
    rig.run();
    wire.isStuck();
    says("taken from the queue");
    saysTooMuch();

    assertThat(consumer().ends).containsExactly(Ended.SLOW);
    assertThat(wire.closed()).isEqualTo(Ended.SLOW);
    assertNothingLeft();
  }

  private void saysTooMuch() {
    for (int i = 0; i < ConsumerSettings.OUTGOING_MOST_MESSAGES; i++) {
      says("x");
    }
    says("one too many");
  }

  @Test
  void atTheStopOfTheNodeCarriedSessionsAreToldAndEnd() {
    client.opensSocket();
    rig.connections.stop();
    rig.run();

    assertThat(client.closing()).containsEntry("code", 1012L).containsKey("retry");
    assertThat(consumer().ends).containsExactly(Ended.STOPPING);
    assertNothingLeft();
  }

  @Test
  void atTheStopOfTheNodeTheConsumerOfASessionThatWasNeverCarriedIsToldToo() {
    client.opens();
    rig.connections.stop();
    rig.sessions.stop();
    rig.run();

    assertThat(consumer().ends).containsExactly(Ended.STOPPING);
    rig.pass(SessionRig.GRACE);
    assertNothingLeft();
  }

  /** Stops its node while it is asked whether it accepts its client. */
  private final class Hesitant extends Conversation {
    @Override
    public void connect(Connection opened) {
      super.connect(opened);
      rig.connections.stop();
      rig.sessions.stop();
    }
  }

  @Test
  void aSessionThatOpensWhileTheNodeStopsIsRefusedAndItsConsumerIsTold() {
    route =
        rig.route(
            Conversation.class,
            () -> {
              consumers.add(new Hesitant());
              return consumer();
            });
    client = new SessionClient(rig, route);

    for (ThrowingCallable opening : List.<ThrowingCallable>of(client::opens, client::opensSocket)) {
      assertThatThrownBy(opening)
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused -> assertThat(refused.problem().status()).isEqualTo(Status.STOPPING));
      rig.run();
      assertThat(consumer().ends).containsExactly(Ended.STOPPING);
    }
    rig.pass(SessionRig.GRACE);
    assertNothingLeft();
  }

  @Test
  void aSessionWithoutACarrierSurvivesANodeThatHasNoRoomForOne() {
    roomFor(1);
    client.opensSocket();
    client.sends("one");
    client.wire().breaks();
    rig.run();
    SessionClient other = new SessionClient(rig, route);
    other.opensSocket();
    client.resumesByStream();
    assertThat(client.wire().closed()).isEqualTo(Ended.FULL);
    other.wire().closesWell();
    rig.run();
    consumers.get(0).says("still there");
    client.resumesByStream();

    assertThat(client.heard()).containsExactly("you said one", "still there");
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"STREAM", "POLL"})
  void aRequestWhoseClientLeftBeforeItBeganDoesNotKeepTheSession(Way way) {
    client.opens();
    Session session =
        rig.sessions.find(client.id(), SessionRig.call(route, SessionRig.GUEST)).orElseThrow();
    Session.Reading reading = way == Way.STREAM ? session.stream(0, null) : session.poll(0, null);
    reading.begin(
        new ConnectionTimes(SessionRig.HEARTBEAT, null),
        encoder -> new EncodedOutlet(encoder, new SessionWire(payload -> {})),
        connection -> {
          connection.gone();
          rig.run();
        });
    rig.run();
    assertThat(consumer().ends).isEmpty();

    rig.pass(SessionRig.GRACE);

    assertThat(consumer().ends).containsExactly(Ended.GONE);
    assertNothingLeft();
  }

  @Test
  void aCarrierThatFindsNoRoomDoesNotKeepItsSession() {
    roomFor(1);
    client.opensSocket();
    SessionClient other = new SessionClient(rig, route);
    other.opens();
    other.resumesByStream();
    assertThat(other.wire().closed()).isEqualTo(Ended.FULL);
    rig.pass(SessionRig.GRACE);
    assertThat(consumers.get(1).ends).containsExactly(Ended.GONE);

    client.wire().closesWell();
    assertNothingLeft();
  }

  @Test
  void aSocketThatFindsNoRoomEndsItsSessionAtOnceForNobodyKnowsItsId() {
    roomFor(1);
    client.opensSocket();
    SessionClient other = new SessionClient(rig, route);
    other.opensSocket();

    assertThat(other.wire().closed()).isEqualTo(Ended.FULL);
    assertThat(consumers.get(1).ends).containsExactly(Ended.FULL);
    client.wire().closesWell();
    assertNothingLeft();
  }

  @Test
  void aRequestThatComesTooLateFindsNoSession() {
    client.opens();
    Session.Reading late =
        rig
            .sessions
            .find(client.id(), SessionRig.call(route, SessionRig.GUEST))
            .orElseThrow()
            .stream(0, null);
    rig.pass(SessionRig.GRACE);

    client.begin(late, new ConnectionTimes(SessionRig.HEARTBEAT, SessionRig.LIFETIME));

    assertThat(client.wire().refusal()).isNotNull();
    assertThat(client.wire().closed()).isEqualTo(Ended.NO_SESSION);
    assertNothingLeft();
  }

  @Test
  void bytesGoBothWays() {
    client.opensSocket();
    client.sendsLate("bytes"); // so that it has the number 1
    client.wire().says("{\"up\":[[1,null,\"AP8=\"]]}");
    rig.run();

    assertThat(client.heard()).containsExactly("2 bytes");
  }

  @Test
  void afterManySessionsNothingIsLeft() {
    for (int i = 0; i < 300; i++) {
      SessionClient each = new SessionClient(rig, route);
      if (i % 2 == 0) {
        each.opensSocket();
      } else {
        each.opens();
      }
      Way.values()[i % 3].take(each);
      each.sends("hello");
      switch (i % 5) {
        case 0 -> each.wire().breaks();
        case 1 -> each.wire().closesWell();
        case 2 -> each.post("{\"close\":{}}");
        case 3 -> closes(Ended.BYE);
        default -> each.wire().isHalfOpen();
      }
      rig.run();
    }
    rig.pass(SessionRig.GRACE.plus(SessionRig.HEARTBEAT.multipliedBy(3)));
    rig.connections.stop();

    assertNothingLeft();
    assertThat(rig.time.waiting()).isZero();
  }

  /** The transport that has just come tells what was sent before, and then the end. */
  private void assertKickedAfter(String sent, Way way) {
    if (way == Way.POLL) {
      client.polls(); // the first was answered with what was sent
    }
    assertThat(client.heard()).containsExactly(sent);
    assertThat(client.closing()).containsEntry("code", 4010L).containsEntry("reason", "kicked");
    rig.pass(SessionRig.GRACE.plusSeconds(1));
    assertNothingLeft();
  }

  /** Nobody who was sent away comes back because the transport broke at the right moment. */
  @ParameterizedTest
  @EnumSource(Way.class)
  void anEndInABreakIsToldByTheNextTransportAfterWhatWasSentBefore(Way way) {
    client.opensSocket();
    client.wire().isHalfOpen();
    client.wire().breaks();
    rig.run();

    says("over");
    closes(KICKED);
    assertThat(consumer().ends).as("its consumer does not wait").hasSize(1);
    way.take(client);
    assertKickedAfter("over", way);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void anEndThatABrokenTransportCouldNotTellIsToldByTheNext(Way way) {
    client.opensSocket();
    client.wire().isStuck();
    says("on its way");
    client.wire().isHalfOpen();

    closes(KICKED);
    client.wire().breaks();
    rig.run();
    assertThat(consumer().ends).hasSize(1);
    way.take(client);
    assertKickedAfter("on its way", way);
  }

  @Test
  void aSessionThatEndedInABreakIsForgottenAfterItsGrace() {
    client.opensSocket();
    client.wire().breaks();
    rig.run();

    closes(Ended.LOGGED_OUT);
    rig.pass(SessionRig.GRACE.plusSeconds(1));

    assertNothingLeft();
  }

  /** The layer answers who opens a group only when the test says so. */
  private final class LateOpenings {
    private final List<Runnable> answers = new ArrayList<>();
    private boolean late;

    LateOpenings() {
      LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
      rig =
          new SessionRig(
              100,
              new LayerRig(
                  LateAnswers.of(memory.layer(), "", this::open),
                  memory.clock(),
                  memory.sweeper()));
      route = rig.route(Conversation.class, SessionPromisesTest.this::make);
      client = new SessionClient(rig, route);
    }

    private CompletionStage<Object> open(Supplier<CompletionStage<Object>> opening) {
      CompletableFuture<Object> answer = new CompletableFuture<>();
      Object opened = opening.get().toCompletableFuture().join();
      Runnable answers = () -> answer.complete(opened);
      if (late) {
        this.answers.add(answers);
      } else {
        answers.run();
      }
      return answer;
    }

    void areAnswered() {
      late = false;
      answers.forEach(Runnable::run);
      rig.run();
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void anEndWhileATransportOpensComesAfterWhatWasSentBefore(Way way) {
    LateOpenings openings = new LateOpenings();
    client.opens();
    openings.late = true;
    way.take(client);

    says("over");
    closes(KICKED);
    assertThat(client.closing()).isNull();
    openings.areAnswered();
    assertKickedAfter("over", way);
  }

  /** Rule P37. */
  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"SOCKET", "STREAM"})
  void aGroupThatIsLeftWhileATransportOpensIsNotRelayed(Way way) {
    LateOpenings openings = new LateOpenings();
    client.opens();
    openings.late = true;
    way.take(client);

    consumer().client().leave(Conversation.GROUP);
    openings.areAnswered();
    publish("not for it");

    assertThat(client.relayed()).isEmpty();
    assertThat(rig.memory.layer().statistics().readers()).isZero();
  }

  /** Law 6, as with messages that nobody reads. */
  @Test
  void codeThatGivesMoreToDoThanIsDoneEndsTheConnection() {
    client.opens();
    AtomicInteger done = new AtomicInteger();
    for (int i = 0; i < 2 * ConsumerSettings.TASKS; i++) {
      consumer().client().execute(done::incrementAndGet);
    }
    rig.run();

    assertThat(consumer().ends).containsExactly(Ended.SLOW);
    assertThat(done).hasValue(0);
  }
}
