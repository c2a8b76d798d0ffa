package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.fanfare.connection.Ended;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.protocol.SessionFrame;
import org.junit.jupiter.api.Test;

/**
 * Rule P42: messages of the client are taken in order and once, and it is told so. Rule P13: what
 * is taken is bounded, and a client that keeps to its window is never refused.
 */
class IntakeTest {
  private static final int FULL = ConsumerSettings.INBOX_MESSAGES;

  private final TurnedTime time = new TurnedTime();
  private final CallbackRig consumer = new CallbackRig();
  private final List<String> called = consumer.called();
  private final Callbacks callbacks = consumer.callbacks;
  private final AtomicInteger due = new AtomicInteger();
  private final Intake intake = new Intake(callbacks, time, due::incrementAndGet);

  private void run() {
    consumer.run();
  }

  private static List<SessionFrame.Numbered> messages(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(i -> new SessionFrame.Numbered(i, Message.text("m" + i)))
        .toList();
  }

  @Test
  void messagesOfTheClientAreTakenInOrderAndOnce() {
    assertThat(intake.take(messages(1, 3))).isEqualTo(Intake.Taken.ALL);
    assertThat(intake.take(messages(2, 4))).as("two came before").isEqualTo(Intake.Taken.ALL);
    assertThat(intake.take(messages(1, 1))).isEqualTo(Intake.Taken.ALL);
    run();

    assertThat(called).containsExactly("m1", "m2", "m3", "m4");
    assertThat(intake.taken()).isEqualTo(4);
  }

  @Test
  void aNumberThatIsNotTheNextIsNotTaken() {
    intake.take(messages(1, 1));

    assertThat(intake.take(messages(3, 3))).isEqualTo(Intake.Taken.OUT_OF_ORDER);
    assertThat(intake.taken()).isEqualTo(1);
    run();
    assertThat(called).containsExactly("m1");
  }

  @Test
  void whatFitsIsTakenAndTheRestCanComeAgain() {
    int most = ConsumerSettings.INBOX_MESSAGES;

    assertThat(intake.take(messages(1, most + 1))).isEqualTo(Intake.Taken.SOME);
    assertThat(intake.taken()).isEqualTo(most);
    run();
    assertThat(intake.take(messages(most, most + 1))).isEqualTo(Intake.Taken.ALL);
    run();

    assertThat(called).hasSize(most + 1).doesNotHaveDuplicates();
  }

  @Test
  void theSameMessageOverTwoWaysAtTheSameTimeIsTakenOnce() throws InterruptedException {
    Intake[] shared = {intake};
    List<Thread> seconds = new ArrayList<>();
    AtomicInteger handled = new AtomicInteger();
    Callbacks atOnce =
        new Callbacks(
            Runnable::run, // so it is called while the message is being taken
            event -> {
              if (handled.incrementAndGet() == 1) {
                Thread second = new Thread(() -> shared[0].take(messages(1, 1)));
                seconds.add(second);
                second.start();
                while (second.getState() != Thread.State.BLOCKED && second.isAlive()) {
                  Thread.onSpinWait();
                }
              }
            });
    atOnce.start();
    shared[0] = new Intake(atOnce, time, () -> {});

    shared[0].take(messages(1, 1));
    for (Thread each : seconds) {
      each.join();
    }

    assertThat(handled.get()).isEqualTo(1);
    assertThat(shared[0].taken()).isEqualTo(1);
  }

  @Test
  void textsAndBytesAreHandedOnAsWhatTheyAre() {
    intake.take(
        List.of(
            new SessionFrame.Numbered(1, Message.text("text")),
            new SessionFrame.Numbered(2, Message.bytes(MediaType.BYTES, new byte[3]))));
    run();

    assertThat(called).containsExactly("text", "3 bytes");
  }

  /** Rule P13: of a text of another alphabet the bytes count, as it comes and as it goes. */
  @Test
  void whatWasHandledCountsNoMoreInWhateverAlphabetItIs() {
    String text = "\u00fc\u4f60".repeat(1_000);
    int all = 3 * ConsumerSettings.INBOX_BYTES / Message.text(text).size();
    for (int i = 1; i <= all; i++) {
      intake.take(List.of(new SessionFrame.Numbered(i, Message.text(text))));
      run();
    }

    assertThat(intake.take(messages(all + 1, all + 10))).isEqualTo(Intake.Taken.ALL);
    run();
    assertThat(called).hasSize(all + 10);
  }

  @Test
  void aWindowBeyondAFullInboxIsTakenAndAcknowledgedWhenThereIsRoom() {
    intake.takeWindow(messages(1, FULL + Intake.WINDOW));

    assertThat(intake.taken()).as("acknowledged").isEqualTo(FULL);
    assertThat(intake.nextNumber()).isEqualTo(FULL + Intake.WINDOW + 1L);
    run();

    assertThat(intake.taken()).isEqualTo(FULL + Intake.WINDOW);
    assertThat(called).hasSize(FULL + Intake.WINDOW).doesNotHaveDuplicates();
    assertThat(intake.isDue()).isTrue();
  }

  @Test
  void beyondTheWindowNothingIsTaken() {
    intake.takeWindow(messages(1, FULL + Intake.WINDOW));

    long next = intake.nextNumber();
    assertThat(intake.takeWindow(messages(next, next))).isEqualTo(Intake.Taken.SOME);
    assertThat(intake.nextNumber()).isEqualTo(next);
  }

  @Test
  void whileAWindowIsBeyondAnotherWayTakesNothing() {
    intake.takeWindow(messages(1, FULL + 1));

    assertThat(intake.take(messages(FULL + 2, FULL + 2))).isEqualTo(Intake.Taken.SOME);
  }

  @Test
  void theClientIsToldAfterASecondOrSixteenMessages() {
    intake.take(messages(1, 1));
    assertThat(intake.isDue()).isFalse();
    time.pass(Duration.ofSeconds(1));
    assertThat(intake.isDue()).isTrue();
    assertThat(due).hasValue(1);
    assertThat(intake.tell()).isEqualTo(1);
    assertThat(intake.isDue()).as("it was told").isFalse();

    intake.take(messages(2, 16));
    assertThat(intake.isDue()).isFalse();
    intake.take(messages(17, 17));
    assertThat(intake.isDue()).isTrue();
    assertThat(due).hasValue(2);
  }

  @Test
  void whatItWasToldOtherwiseIsNotDue() {
    intake.take(messages(1, 20));
    intake.told(20);
    intake.told(3); // an answer that was late
    time.pass(Duration.ofSeconds(2));

    assertThat(intake.isDue()).isFalse();
  }

  @Test
  void afterTheEndNoTimerRuns() {
    intake.take(messages(1, 1));
    intake.end();
    assertThat(time.waiting()).isZero();

    intake.take(messages(2, 2));
    assertThat(time.waiting()).isZero();
  }

  @Test
  void whatComesAfterTheEndOfTheCallbacksIsDroppedAsIfItWereTaken() {
    callbacks.end(Ended.ERROR, false);

    assertThat(intake.take(messages(1, FULL + 1))).isEqualTo(Intake.Taken.ALL);
    run();

    assertThat(called).isEmpty();
  }

  /** Rule P13, in bytes whatever the script: what was handled takes no room any more. */
  @Test
  void handledMessagesLeaveRoomForAsManyMore() {
    Message text = Message.text("\u65e5\u672c\u8a9e".repeat(40)); // 360 bytes, 120 characters
    for (long i = 1; i < 4000; i += 2) {
      List<SessionFrame.Numbered> two =
          List.of(new SessionFrame.Numbered(i, text), new SessionFrame.Numbered(i + 1, text));

      assertThat(intake.take(two)).as("message %d", i).isEqualTo(Intake.Taken.ALL);
      run();
    }

    assertThat(called).hasSize(4000);
  }
}
