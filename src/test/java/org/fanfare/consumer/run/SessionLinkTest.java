package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outgoing;
import org.fanfare.connection.Transport;
import org.fanfare.message.Message;
import org.fanfare.protocol.SessionFrame;
import org.junit.jupiter.api.Test;

/**
 * Rule P42: each direction counts its messages, and acknowledges those of the other. Rule P45: the
 * newest carrier sends. Rule P47: how long a session lives without one. Rule P14: what a client
 * does not acknowledge is bounded.
 */
class SessionLinkTest {
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final long MUCH = 1 << 20;

  private final TurnedTime time = new TurnedTime();
  private final CallbackRig consumer = new CallbackRig();
  private final List<String> called = consumer.called();
  private final List<Ended> ends = new ArrayList<>();
  private final List<String> forgotten = new ArrayList<>();
  private final List<String> became = new ArrayList<>();
  private final Callbacks callbacks = consumer.callbacks;
  private final SessionLink link = link(callbacks);

  private SessionLink link(Callbacks calls) {
    return new SessionLink(calls, ends::add, new Told(), time, GRACE, Transport.POLL);
  }

  /** Notes what becomes of the session. */
  private final class Told implements SessionLife {
    @Override
    public void resumed() {
      became.add("resumed");
    }

    @Override
    public void expired() {
      became.add("expired");
    }

    @Override
    public void over() {
      forgotten.add("it");
    }
  }

  private void run() {
    consumer.run();
  }

  private Carrier carrier(Transport transport, long ack) {
    link.begin();
    Carrier carrier = new Carrier(link, transport, null, ack + 1);
    link.attach(carrier);
    return carrier;
  }

  private Carrier carrier(long ack) {
    return carrier(Transport.WEBSOCKET, ack);
  }

  private void sendMany(int count) {
    IntStream.rangeClosed(1, count).forEach(i -> link.send(Message.text("m" + i)));
  }

  private static String told(Outgoing outgoing) {
    if (outgoing instanceof Outgoing.Numbered numbered) {
      return numbered.first()
          + " "
          + numbered.messages().stream().map(Message::text).toList()
          + " ack "
          + numbered.ack();
    }
    return String.valueOf(outgoing);
  }

  private String next(Carrier carrier) {
    return told(link.next(carrier, MUCH));
  }

  private static List<SessionFrame.Numbered> messages(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(i -> new SessionFrame.Numbered(i, Message.text("m" + i)))
        .toList();
  }

  @Test
  void messagesToTheClientAreCountedFromOne() {
    Carrier carrier = carrier(0);
    sendMany(2);

    assertThat(link.hasMore(carrier)).isTrue();
    assertThat(next(carrier)).isEqualTo("1 [m1, m2] ack 0");
    link.send(Message.text("more"));
    assertThat(next(carrier)).isEqualTo("3 [more] ack 0");
    assertThat(link.hasMore(carrier)).isFalse();
    assertThat(link.next(carrier, MUCH)).isNull();
  }

  @Test
  void oneWriteHasUpToSoManyBytesButAtLeastOneMessage() {
    Carrier carrier = carrier(0);
    sendMany(3);

    assertThat(told(link.next(carrier, 4))).isEqualTo("1 [m1, m2] ack 0");
    assertThat(told(link.next(carrier, 1))).isEqualTo("3 [m3] ack 0");
  }

  @Test
  void aCarrierSendsAgainWhatWasNotAcknowledgedAndGoesOn() {
    Carrier first = carrier(0);
    sendMany(3);
    next(first);
    link.lost(first, Ended.GONE);
    link.send(Message.text("meanwhile"));

    assertThat(link.acknowledge(1)).isTrue();
    Carrier second = carrier(1);

    assertThat(next(second)).isEqualTo("2 [m2, m3, meanwhile] ack 0");
    assertThat(link.acknowledge(4)).isTrue();
    link.lost(second, Ended.GONE);
    assertThat(link.hasMore(carrier(4))).isFalse();
  }

  /** Else a farewell would wait for it for ever. */
  @Test
  void whatWasAcknowledgedBeforeItCouldBeSentAgainIsNotMoreToSend() {
    next(carrier(0));
    sendMany(3);
    link.acknowledge(3);

    Carrier claimsLess = carrier(1);

    assertThat(link.hasMore(claimsLess)).isFalse();
    assertThat(link.next(claimsLess, MUCH)).isNull();
  }

  @Test
  void whatWasAcknowledgedMayBeAcknowledgedAgain() {
    sendMany(3);

    assertThat(link.acknowledge(2)).isTrue();
    assertThat(link.acknowledge(1)).isTrue();
    assertThat(link.acknowledge(0)).isTrue();
    assertThat(next(carrier(2))).isEqualTo("3 [m3] ack 0");
  }

  @Test
  void moreThanWasSentCannotBeAcknowledged() {
    sendMany(2);

    assertThat(link.acknowledge(3)).isFalse();
    assertThat(next(carrier(0))).as("nothing was freed").isEqualTo("1 [m1, m2] ack 0");
    assertThat(link.acknowledge(2)).isTrue();
    assertThat(link.acknowledge(3)).isFalse();
  }

  @Test
  void whatIsSentCarriesTheAcknowledgement() {
    Carrier carrier = carrier(0);
    link.intake().take(messages(1, 2));

    assertThat(link.next(carrier, MUCH)).as("not at once").isNull();
    link.send(Message.text("answer"));
    assertThat(next(carrier)).isEqualTo("1 [answer] ack 2");
    time.pass(Duration.ofSeconds(2));
    assertThat(link.next(carrier, MUCH)).as("it is told").isNull();
  }

  @Test
  void anAcknowledgementIsSentAfterASecond() {
    Carrier carrier = carrier(0);
    link.intake().take(messages(1, 2));

    time.pass(Duration.ofMillis(999));
    assertThat(link.next(carrier, MUCH)).isNull();
    time.pass(Duration.ofMillis(1));

    assertThat(next(carrier)).isEqualTo("1 [] ack 2");
    assertThat(link.next(carrier, MUCH)).as("once").isNull();
  }

  @Test
  void anAcknowledgementIsSentAfterSixteenMessages() {
    Carrier carrier = carrier(0);
    link.intake().take(messages(1, 15));
    assertThat(link.next(carrier, MUCH)).isNull();

    link.intake().take(messages(16, 16));

    assertThat(next(carrier)).isEqualTo("1 [] ack 16");
  }

  @Test
  void whatTheClientWasToldByAnAnswerIsNotToldAgain() {
    Carrier carrier = carrier(0);
    link.intake().take(messages(1, 20));
    link.intake().told(20);
    time.pass(Duration.ofSeconds(2));

    assertThat(link.next(carrier, MUCH)).isNull();
  }

  @Test
  void moreThanAHundredUnacknowledgedMessagesPauseTheCallbacks() {
    run();
    sendMany(ConsumerSettings.OUTGOING_MESSAGES);
    link.intake().take(messages(1, 1));
    run();
    assertThat(called).containsExactly("m1");

    link.send(Message.text("one too many"));
    link.intake().take(messages(2, 2));
    run();
    assertThat(called).as("it is paused").containsExactly("m1");

    link.acknowledge(1);
    run();
    assertThat(called).as("it goes on").containsExactly("m1", "m2");
  }

  @Test
  void manyUnacknowledgedBytesPauseTheCallbacks() {
    link.send(Message.text("x".repeat(ConsumerSettings.OUTGOING_BYTES + 1)));
    link.intake().take(messages(1, 1));
    run();
    assertThat(called).isEmpty();

    link.acknowledge(1);
    run();

    assertThat(called).containsExactly("m1");
  }

  @Test
  void whoseMessagesAreAThousandIsEndedSlow() {
    link.lost(carrier(0), Ended.GONE);
    sendMany(ConsumerSettings.OUTGOING_MOST_MESSAGES);
    assertThat(link.isOpen()).isTrue();

    assertThat(link.send(Message.text("one too many"))).isFalse();

    assertThat(link.isOpen()).isFalse();
    assertThat(ends).containsExactly(Ended.SLOW);
  }

  @Test
  void whoseMessagesAreTooLargeTogetherIsEndedSlowButOneAlwaysFits() {
    link.lost(carrier(0), Ended.GONE);
    assertThat(link.send(Message.text("x".repeat(ConsumerSettings.OUTGOING_MOST_BYTES + 1))))
        .isTrue();

    assertThat(link.send(Message.text("x"))).isFalse();

    assertThat(ends).containsExactly(Ended.SLOW);
  }

  @Test
  void theNewcomerReplacesTheOneBefore() {
    Carrier old = carrier(0);
    sendMany(1);
    Carrier newcomer = new Carrier(link, Transport.SSE, null, 1);

    assertThat(link.attach(newcomer)).isSameAs(old);

    assertThat(link.transport()).isEqualTo(Transport.SSE);
    assertThat(link.isCarriedBy(old)).isFalse();
    assertThat(link.next(old, MUCH)).as("it gets nothing any more").isNull();
    assertThat(link.hasMore(old)).isFalse();
    link.lost(old, Ended.REPLACED);
    time.pass(GRACE.multipliedBy(2));
    assertThat(ends).as("its end is none of the session's").isEmpty();
    assertThat(next(newcomer)).isEqualTo("1 [m1] ack 0");
  }

  @Test
  void aSessionWaitsItsGraceForACarrier() {
    link.lost(carrier(0), Ended.HEARTBEAT);

    time.pass(GRACE.minusMillis(1));
    assertThat(ends).isEmpty();
    time.pass(Duration.ofMillis(1));

    assertThat(ends).containsExactly(Ended.GONE);
    assertThat(forgotten).hasSize(1);
    assertThat(link.send(Message.text("x"))).isFalse();
    assertThat(time.waiting()).isZero();
  }

  @Test
  void theGraceBeginsAnewWithEachLoss() {
    link.lost(carrier(0), Ended.GONE);
    time.pass(GRACE.minusSeconds(1));
    Carrier second = carrier(0);
    time.pass(GRACE);
    link.lost(second, Ended.LIFETIME);
    time.pass(GRACE.minusSeconds(1));

    assertThat(ends).isEmpty();
    time.pass(Duration.ofSeconds(1));
    assertThat(ends).containsExactly(Ended.GONE);
  }

  @Test
  void aSessionThatNeverHadACarrierWaitsItsGraceToo() {
    link.begin();
    time.pass(GRACE);

    assertThat(ends).containsExactly(Ended.GONE);
  }

  @Test
  void aCarrierWhoseClientHasLeftEndsTheSession() {
    link.lost(carrier(0), Ended.LEFT);

    assertThat(ends).containsExactly(Ended.LEFT);
    assertThat(forgotten).hasSize(1);
  }

  @Test
  void aCarrierThatFoundNoRoomDoesNotEndTheSession() {
    link.lost(carrier(0), Ended.FULL);

    assertThat(ends).isEmpty();
    time.pass(GRACE);
    assertThat(ends).containsExactly(Ended.GONE);
  }

  @Test
  void anEndBeforeTheFirstCarrierIsToldToTheFirstCarrier() {
    link.begin();
    link.end(Ended.ERROR);

    assertThat(ends).as("the consumer need not wait for that").containsExactly(Ended.ERROR);
    assertThat(link.isOpen()).isFalse();
    assertThat(link.farewell()).isEqualTo(Ended.ERROR);
    assertThat(forgotten).isEmpty();
    Carrier first = carrier(0);
    link.lost(first, Ended.ERROR);
    assertThat(ends).containsExactly(Ended.ERROR);
    assertThat(forgotten).hasSize(1);
  }

  @Test
  void whoseConsumerEndsItInConnectIsToldWhenConnectHasReturned() {
    link.end(Ended.BYE);
    assertThat(ends).isEmpty();

    link.begin();

    assertThat(ends).containsExactly(Ended.BYE);
    assertThat(forgotten).as("the client is not told yet").isEmpty();
    time.pass(GRACE);
    assertThat(forgotten).hasSize(1);
    assertThat(ends).hasSize(1);
  }

  @Test
  void anEndInABreakIsKeptForTheNextCarrierAsLongAsTheGraceLasts() {
    link.lost(carrier(0), Ended.GONE);
    link.end(Ended.BYE);

    assertThat(ends).containsExactly(Ended.BYE);
    assertThat(forgotten).as("the client is not told yet").isEmpty();
    time.pass(GRACE);
    assertThat(forgotten).hasSize(1);
    assertThat(ends).hasSize(1);
    assertThat(time.waiting()).isZero();
  }

  /** What it keeps for a client that takes nothing is let go of at once. */
  @Test
  void oneThatIsSentTooMuchInABreakEndsAtOnce() {
    link.lost(carrier(0), Ended.GONE);
    link.end(Ended.SLOW);

    assertThat(ends).containsExactly(Ended.SLOW);
    assertThat(forgotten).hasSize(1);
    assertThat(time.waiting()).isZero();
  }

  @Test
  void anEndBetweenTwoPollsIsKeptForTheNext() {
    sendMany(1);
    link.lost(carrier(Transport.POLL, 0), Ended.BYE);
    link.end(Ended.ERROR);
    assertThat(ends).as("the consumer need not wait for that").containsExactly(Ended.ERROR);

    Carrier poll = carrier(Transport.POLL, 0);
    assertThat(next(poll)).as("what was sent before comes first").isEqualTo("1 [m1] ack 0");
    link.lost(poll, Ended.BYE);
    assertThat(forgotten).isEmpty();
    link.acknowledge(1);
    Carrier last = carrier(Transport.POLL, 1);
    assertThat(link.hasMore(last)).isFalse();
    assertThat(link.farewell()).isEqualTo(Ended.ERROR);
    link.lost(last, Ended.ERROR);

    assertThat(forgotten).hasSize(1);
    assertThat(ends).hasSize(1);
    assertThat(time.waiting()).isZero();
  }

  @Test
  void anEndThatNoPollAsksForIsForgottenAfterTheGrace() {
    link.lost(carrier(Transport.POLL, 0), Ended.BYE);
    link.end(Ended.ERROR);

    time.pass(GRACE);

    assertThat(ends).containsExactly(Ended.ERROR);
    assertThat(forgotten).hasSize(1);
  }

  @Test
  void theClientsOwnEndIsAtOnceAndWhatItSentBeforeIsHandled() {
    link.lost(carrier(Transport.POLL, 0), Ended.BYE);
    link.intake().take(messages(1, 2));
    link.leave(4321, "enough");
    run();

    assertThat(ends).containsExactly(Ended.left(4321, "enough"));
    assertThat(forgotten).hasSize(1);
    assertThat(called).containsExactly("m1", "m2");
    assertThat(time.waiting()).isZero();
  }

  @Test
  void theFirstReasonCounts() {
    Carrier carrier = carrier(0);
    link.end(Ended.LOGGED_OUT);
    link.end(Ended.ERROR);
    link.lost(carrier, Ended.GONE);

    assertThat(ends).containsExactly(Ended.LOGGED_OUT);
  }

  @Test
  void afterAnEndNothingIsSentAndNoMessageIsHandled() {
    carrier(0);
    link.end(Ended.BYE);
    link.intake().take(messages(1, 1));
    run();

    assertThat(link.send(Message.text("x"))).isFalse();
    assertThat(called).isEmpty();
  }

  @Test
  void anAbandonedLinkEndsUnlessItIsCarried() {
    Carrier carrier = carrier(0);
    link.abandon();
    assertThat(ends).isEmpty();

    link.lost(carrier, Ended.GONE);
    link.abandon();
    link.abandon();

    assertThat(ends).as("once").containsExactly(Ended.GONE);
  }

  @Test
  void afterItsEndASessionTakesNoCarrier() {
    link.abandon();

    carrier(0);

    assertThat(link.isOver()).isTrue();
    assertThat(time.waiting()).isZero();
  }

  /** Rule P38: for the counts of its route. */
  @Test
  void aSessionThatGoesOnAfterABreakOrOverAnotherTransportIsResumed() {
    Carrier first = carrier(0);
    assertThat(became).as("it has begun").isEmpty();

    link.lost(first, Ended.GONE);
    carrier(0);
    assertThat(became).as("after a break").containsExactly("resumed");
    carrier(Transport.SSE, 0);
    assertThat(became).as("another transport").hasSize(2);
    carrier(Transport.POLL, 0);
    assertThat(became).hasSize(3);
  }

  /** Rule P38: a poll that was answered is no break. */
  @Test
  void pollsThatFollowEachOtherResumeNothing() {
    link.lost(carrier(Transport.POLL, 0), Ended.BYE);
    link.lost(carrier(Transport.POLL, 0), Ended.BYE);
    carrier(Transport.POLL, 0);

    assertThat(became).isEmpty();
  }

  /** Rule P38. */
  @Test
  void aCarrierThatFetchesTheEndResumesNothing() {
    link.lost(carrier(Transport.POLL, 0), Ended.BYE);
    link.end(Ended.ERROR);
    carrier(Transport.SSE, 0);

    assertThat(became).isEmpty();
  }

  /** Rule P38. */
  @Test
  void whatNothingCameToCarryHasExpired() {
    link.lost(carrier(0), Ended.GONE);
    assertThat(link.isCarried()).isFalse();

    time.pass(GRACE);

    assertThat(became).containsExactly("expired");
  }

  /** Rule P38. */
  @Test
  void whatEndedOtherwiseHasNotExpired() {
    link.lost(carrier(Transport.POLL, 0), Ended.BYE);
    link.end(Ended.ERROR);
    time.pass(GRACE);

    assertThat(forgotten).hasSize(1);
    assertThat(became).isEmpty();
  }
}
