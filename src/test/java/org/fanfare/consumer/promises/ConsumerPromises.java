package org.fanfare.consumer.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What is promised of consumers, wherever they run: one suite for the test kit and for servers.
 *
 * <p>Each test says which rule it holds.
 */
public abstract class ConsumerPromises {
  /** Who connects. */
  public enum Who {
    /** Somebody who has not logged in. */
    GUEST,
    /** The user {@code anna}, in the role {@code staff}. */
    ANNA,
    /** The user {@code berta}, in no role. */
    BERTA
  }

  final String id = UUID.randomUUID().toString(); // each test has groups of its own

  /** Connects, offering these subprotocols. */
  protected abstract Conversation connect(Who who, String path, String... subprotocols);

  /**
   * Tries to connect, and returns the status and the code of the refusal, such as {@code 409 full}.
   */
  protected abstract String refusal(Who who, String path);

  /** Returns where they connect. */
  protected abstract Venue venue();

  final Conversation guest(String path) {
    return connect(Who.GUEST, "/promises/" + path);
  }

  final void journalBecomes(String entries) {
    journalBecomesOneOf(entries);
  }

  final void journalBecomesOneOf(String... entries) {
    try (Reading journal = new Reading(guest("journal/" + id))) {
      venue().becomes(() -> List.of(entries).contains(journal.entries()), journal::entries);
    }
  }

  private record Reading(Conversation journal) implements AutoCloseable {
    String entries() {
      journal.send("read");
      return journal.text();
    }

    @Override
    public void close() {
      journal.leaves();
    }
  }

  // Rule P9
  @Test
  void messagesAreHandledInTheOrderInWhichTheyWereSent() {
    Conversation ann = guest("mirror");
    ann.text();
    ann.text();

    for (int i = 0; i < 200; i++) {
      ann.send("message " + i);
    }

    for (int i = 0; i < 200; i++) {
      assertThat(ann.text()).isEqualTo("message " + i);
    }
  }

  // Rule P9
  @Test
  void callbacksNeverOverlapAndSeeWhatTheOneBeforeHasWritten() {
    Conversation ann = guest("turns/" + id);

    for (int i = 0; i < 50; i++) {
      ann.send("{\"type\":\"turn\"}");
    }
    venue().pass(Duration.ofMillis(50));

    venue()
        .becomes(
            () -> {
              ann.send("{\"type\":\"count\"}");
              return ann.text()
                  .equals(
                      "{\"type\":\"count\",\"mail\":50,\"messages\":50,\"overlaps\":0,\"publications\":50}");
            },
            () -> "another count");
  }

  // Rule P10
  @Test
  void whatConnectSendsComesFirst() {
    Conversation ann = guest("mirror");
    ann.send("third");

    assertThat(List.of(ann.text(), ann.text(), ann.text()))
        .containsExactly("first", "second", "third");
  }

  // Rule P10
  @Test
  void aPublicationComesAfterWhatItsCallbackHasSentBefore() {
    Conversation ann = guest("clerk/" + id);
    ann.send("{\"type\":\"relay\"}");

    for (int i = 0; i < 20; i++) {
      ann.send("{\"type\":\"send-then-publish\",\"text\":\"%d\"}".formatted(i));
    }

    for (int i = 0; i < 20; i++) {
      String body = ",\"text\":\"" + i + "\"}";
      List<String> sentThenPublished =
          List.of("{\"type\":\"sent\"" + body, "{\"type\":\"news\"" + body);
      String next = ann.text();
      while (!next.equals(sentThenPublished.get(1))) { // others may be sent before it
        assertThat(next).startsWith("{\"type\":\"sent\"");
        assertThat(sentBefore(next)).isGreaterThanOrEqualTo(i);
        next = ann.text();
      }
    }
  }

  private static int sentBefore(String sent) {
    return Integer.parseInt(sent.replaceAll("\\D", ""));
  }

  // Rule P10
  @Test
  void whatIsSentBeforeAConnectionIsClosedArrives() {
    Conversation ann = guest("mirror");
    ann.text();
    ann.text();

    ann.send("close");

    assertThat(ann.text()).isEqualTo("before the end");
    assertThat(ann.closing()).isEqualTo("4321 enough");
  }

  // Rule P10
  @Test
  void theSubprotocolIsTheOneThatTheConsumerChoseOrNone() {
    Conversation chosen = connect(Who.GUEST, "/promises/mirror", "mirror.v1", "mirror.v2");
    Conversation none = connect(Who.GUEST, "/promises/mirror", "mirror.v1");

    assertThat(chosen.subprotocol()).isEqualTo("mirror.v2");
    assertThat(none.subprotocol()).isEmpty();
  }

  // Rule P3
  @Test
  void eachConnectionHasAnInstanceOfItsOwn() {
    Conversation ann = guest("turns/" + id);
    Conversation bob = guest("turns/" + id + "b");

    ann.send("{\"type\":\"turn\"}");
    bob.send("{\"type\":\"count\"}");

    assertThat(bob.text()).contains("\"messages\":0");
  }

  // Rule P11
  @Test
  void whatIsNoTypedMessageIsToldAndTheConnectionStays() {
    Conversation ann = guest("clerk/" + id);

    ann.send("not JSON");
    assertThat(ann.text()).contains("\"type\":\"problem\"", "\"code\":\"invalid-json\"");
    ann.send("[1]");
    assertThat(ann.text()).contains("\"code\":\"invalid-json\"");
    ann.send("{\"type\":\"nobody knows\"}");
    assertThat(ann.text()).contains("\"code\":\"unknown-type\"").doesNotContain("nobody knows");
    ann.send("{\"text\":\"without a type\"}");
    assertThat(ann.text()).contains("\"code\":\"unknown-type\"");

    ann.send("{\"type\":\"mail\",\"text\":\"still here\"}");
    assertThat(ann.text()).isEqualTo("{\"type\":\"letter\",\"text\":\"still here\"}");
  }

  // Rule P17
  @Test
  void aMessageThatDoesNotBindIsToldWithItsTypeAndWithoutWhatItSays() {
    Conversation ann = guest("clerk/" + id);

    ann.send("{\"type\":\"relay-many\",\"count\":\"a secret\"}");

    assertThat(ann.text())
        .contains("\"code\":\"invalid-message\"", "\"about\":\"relay-many\"", "\"status\":400")
        .doesNotContain("secret");
  }

  // Rule P17
  @Test
  void moreThanAHundredProblemsInAMinuteEndTheConnection() {
    Conversation ann = guest("clerk/" + id);

    for (int i = 0; i < 100; i++) {
      ann.send("wrong");
      assertThat(ann.text()).contains("\"type\":\"problem\"");
    }
    ann.send("wrong");

    assertThat(ann.closing()).startsWith("1008 ");
  }

  // Rule P17
  @Test
  void aKindOfFrameThatNoMethodTakesEndsTheConnection() {
    Conversation ann = guest("mirror");
    ann.text();
    ann.text();

    ann.send("bytes".getBytes(StandardCharsets.UTF_8));

    assertThat(ann.closing()).startsWith("1003 ");
  }

  // Rules P4, P16
  @Test
  void theEndIsToldOnceAndThenTheInstanceIsDestroyedOnce() {
    Conversation ann = guest("fragile/nowhere/" + id);
    ann.text();

    ann.leaves();

    journalBecomes("connect, disconnect left, destroyed");
  }

  // Rules P4, P16
  @Test
  void whoWasRefusedByConnectIsDestroyedWithoutADisconnect() {
    String refusal = refusal(Who.GUEST, "/promises/fragile/refused/" + id);

    assertThat(refusal).isEqualTo("409 both-seats");
    journalBecomes("connect, destroyed");
  }

  // Rules P16, P18
  @Test
  void aConnectThatThrowsIsAnErrorOfTheServerWithoutADisconnect() {
    String refusal = refusal(Who.GUEST, "/promises/fragile/connect/" + id);

    assertThat(refusal).isEqualTo("500 error");
    journalBecomes("connect, destroyed");
    venue().provoked();
  }

  // Rules P16, P18
  @Test
  void aMessageWhoseHandlerThrowsEndsTheConnection() {
    Conversation ann = guest("fragile/message/" + id);
    ann.text();

    ann.send("anything");

    assertThat(ann.closing()).isEqualTo("1011 error");
    journalBecomes("connect, disconnect error, destroyed");
    venue().provoked();
  }

  // Rules P16, P18
  @Test
  void aHandlerThatThrowsAnErrorEndsTheConnectionToo() {
    Conversation ann = guest("fragile/error/" + id);
    ann.text();

    ann.send("anything");

    assertThat(ann.closing()).isEqualTo("1011 error");
    journalBecomes("connect, disconnect error, destroyed");
    venue().provoked();
  }

  // Rule P18
  @Test
  void aTimerThatThrowsEndsTheConnection() {
    Conversation ann = guest("fragile/timer/" + id);
    ann.text();

    ann.send("anything");
    venue().pass(Duration.ofMillis(50));

    assertThat(ann.text()).isEqualTo("handled anything");
    assertThat(ann.closing()).isEqualTo("1011 error");
    venue().provoked();
  }

  // Rule P18
  @Test
  void aFailureThatIsHandledEndsNothing() {
    Conversation ann = guest("fragile/mended/" + id);
    ann.text();

    ann.send("one");
    ann.send("two");

    assertThat(ann.text()).isEqualTo("provoked by a test in mended");
    assertThat(ann.text()).isEqualTo("provoked by a test in mended");
  }

  // Rules P4, P18
  @Test
  void aDisconnectThatThrowsSkipsNothing() {
    Conversation ann = guest("fragile/disconnect/" + id);
    ann.text();

    ann.leaves();

    journalBecomes("connect, disconnect left, destroyed");
    venue().provoked();
  }

  // Rule P18
  @Test
  void refusingAConnectionLaterThanInConnectIsAMistakeOfTheApplication() {
    Conversation ann = guest("fragile/nowhere/" + id);
    ann.text();

    ann.send("refuse");

    assertThat(ann.closing()).isEqualTo("1011 error");
    venue().provoked();
  }

  // Rule P20
  @Test
  void aRouteWithARoleTakesThoseWhoAreInIt() {
    assertThat(refusal(Who.GUEST, "/promises/staff")).isEqualTo("401 unauthenticated");
    assertThat(refusal(Who.BERTA, "/promises/staff")).isEqualTo("403 refused");
    assertThat(connect(Who.ANNA, "/promises/staff").isOver()).isFalse();
  }

  // Rule P20
  @Test
  void aRouteForAnyUserTakesWhoeverHasLoggedIn() {
    assertThat(refusal(Who.GUEST, "/promises/members")).isEqualTo("401 unauthenticated");
    assertThat(connect(Who.BERTA, "/promises/members").text()).isEqualTo("berta");
  }

  // Rule P21
  @Test
  void aMessageThatItsCallerMayNotSendIsRefusedAndTheConnectionStays() {
    Conversation anna = connect(Who.ANNA, "/promises/staff");

    anna.send("{\"type\":\"boss\"}");

    assertThat(anna.text())
        .contains("\"status\":403", "\"code\":\"refused\"", "\"about\":\"boss\"");
    assertThat(anna.isOver()).isFalse();
  }

  // Rule P22
  @Test
  void theRolesThatTheClassNamesCanBeAskedForAndNoOthers() {
    Conversation anna = connect(Who.ANNA, "/promises/staff");

    anna.send("{\"type\":\"has\",\"name\":\"staff\"}");
    anna.send("{\"type\":\"has\",\"name\":\"night\"}");
    anna.send("{\"type\":\"has\",\"name\":\"unheard-of\"}");

    assertThat(anna.text()).contains("\"has\":\"true\"");
    assertThat(anna.text()).contains("\"has\":\"false\"");
    assertThat(anna.text()).contains("\"has\":\"not asked\"");
  }

  // Rule P26
  @Test
  void aPathThatMakesNoNameOfAGroupIsRefused() {
    assertThat(refusal(Who.GUEST, "/promises/clerk/no%20name")).isEqualTo("400 invalid-name");
    assertThat(refusal(Who.GUEST, "/promises/clerk/a%2Fb")).startsWith("400 ");
  }

  // Rule P37
  @Test
  void aRelayedGroupGoesStraightToTheClientAndAJoinedOneToTheConsumer() {
    Conversation ann = guest("clerk/" + id);
    Conversation bob = guest("clerk/" + id);
    ann.send("{\"type\":\"relay\"}");
    ann.send("{\"type\":\"publish\",\"text\":\"none\"}");
    assertThat(ann.text()).contains("none"); // what others do now, comes after the relay
    bob.send("{\"type\":\"join\"}");

    bob.send("{\"type\":\"publish\",\"text\":\"one\"}");
    bob.send("{\"type\":\"publish\",\"text\":\"two\"}");

    assertThat(ann.text()).isEqualTo("{\"type\":\"news\",\"text\":\"one\"}");
    assertThat(ann.text()).isEqualTo("{\"type\":\"news\",\"text\":\"two\"}");
    assertThat(bob.text()).isEqualTo("{\"type\":\"heard\",\"text\":\"one at 2\"}");
    assertThat(bob.text()).isEqualTo("{\"type\":\"heard\",\"text\":\"two at 3\"}");
  }

  // Rule P37
  @Test
  void ofARelayAndAJoinOfOneGroupTheFirstCounts() {
    Conversation ann = guest("clerk/" + id);
    ann.send("{\"type\":\"join\"}");
    ann.send("{\"type\":\"relay\"}");

    ann.send("{\"type\":\"publish\",\"text\":\"one\"}");
    ann.send("{\"type\":\"publish\",\"text\":\"two\"}");

    assertThat(ann.text()).contains("\"heard\"", "one");
    assertThat(ann.text()).contains("\"heard\"", "two");
  }

  // Rule P37
  @Test
  void whoHasLeftAGroupHearsNothingOfIt() {
    Conversation ann = guest("clerk/" + id);
    ann.send("{\"type\":\"relay\"}");
    ann.send("{\"type\":\"publish\",\"text\":\"one\"}");
    assertThat(ann.text()).contains("one");

    ann.send("{\"type\":\"leave\"}");
    ann.send("{\"type\":\"publish\",\"text\":\"two\"}");
    ann.send("{\"type\":\"mail\",\"text\":\"three\"}");

    assertThat(ann.text()).contains("three");
  }

  // Rules P17, P37
  @Test
  void aConnectionHasAtMostSixteenGroups() {
    Conversation ann = guest("clerk/" + id);

    ann.send("{\"type\":\"relay-many\",\"count\":16}");
    ann.send("{\"type\":\"mail\",\"text\":\"all of them\"}");
    assertThat(ann.text()).contains("all of them");
    ann.send("{\"type\":\"relay\"}");

    assertThat(ann.text()).contains("\"status\":503", "\"code\":\"too-many-groups\"");
  }

  // Rule P9
  @Test
  void mailComesToTheConsumerInTheOrderInWhichItWasAccepted() {
    Conversation ann = guest("clerk/" + id);

    IntStream.range(0, 20)
        .forEach(i -> ann.send("{\"type\":\"mail\",\"text\":\"%d\"}".formatted(i)));

    for (int i = 0; i < 20; i++) {
      assertThat(ann.text()).isEqualTo("{\"type\":\"letter\",\"text\":\"" + i + "\"}");
    }
  }

  // Rule P15
  @Test
  void afterTheEndNothingIsSentAndAFarewellIsStillPublished() {
    Conversation ann = guest("clerk/" + id);
    Conversation bob = guest("clerk/" + id);
    bob.send("{\"type\":\"relay\"}");
    bob.send("{\"type\":\"mail\",\"text\":\"bob is there\"}");
    bob.text();

    ann.leaves();

    assertThat(bob.text()).isEqualTo("{\"type\":\"news\",\"text\":\"farewell, not sent\"}");
  }

  // Rule P36
  @Test
  void aTimerRunsOnceAfterItsDelay() {
    Conversation ann = guest("timers/" + id);

    ann.send("after");
    venue().pass(Timekeeper.DELAY.multipliedBy(3));
    ann.send("stop");

    assertThat(ann.text()).isEqualTo("due");
    assertThat(ann.text()).isEqualTo("stopped");
  }

  // Rule P36
  @Test
  void aTimerRunsAgainAndAgainUntilItIsStopped() {
    Conversation ann = guest("timers/" + id);
    ann.send("every");
    venue().pass(Timekeeper.DELAY);
    assertThat(ann.text()).isEqualTo("again");
    venue().pass(Timekeeper.DELAY);
    assertThat(ann.text()).isEqualTo("again");

    ann.send("stop");
    String last = ann.text();
    while (last.equals("again")) { // it was due before
      last = ann.text();
    }
    assertThat(last).isEqualTo("stopped");
    venue().pass(Timekeeper.DELAY.multipliedBy(3));
    ann.send("execute");

    assertThat(ann.text()).isEqualTo("executed");
  }

  // Rules P15, P36
  @Test
  void timersEndWithTheirConnection() {
    Conversation ann = guest("timers/" + id);
    ann.send("note");
    ann.send("execute");
    ann.text();

    ann.leaves();
    journalBecomes("ended");
    venue().pass(Timekeeper.DELAY.multipliedBy(2));

    journalBecomes("ended");
  }

  // Rule P36
  @Test
  void aConnectionHasAtMostAHundredTimers() {
    Conversation ann = guest("timers/" + id);

    ann.send("many");

    assertThat(ann.text()).isEqualTo("IllegalStateException");
  }

  // Rule P15
  @Test
  void anotherThreadOfTheApplicationComesInByTheOrderOfTheCallbacks() {
    Conversation ann = guest("timers/" + id);

    ann.send("execute");

    assertThat(ann.text()).isEqualTo("executed");
  }
}
