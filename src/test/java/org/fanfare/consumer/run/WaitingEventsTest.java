package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.fanfare.log.Gap;
import org.fanfare.message.GroupName;
import org.fanfare.threads.Shard;
import org.junit.jupiter.api.Test;

/**
 * Rule P9: of each kind the order is kept, and no kind is starved. Rule P13: how much the inbox
 * takes, and when there is room again.
 */
class WaitingEventsTest {
  private static final int FULL = ConsumerSettings.INBOX_MESSAGES;

  private static final Event MISSED =
      new Event.Missed(
          new Gap(new GroupName("any.group"), 1, 2L, Gap.Reason.OVERFLOW),
          new JoinedGroup(new Shard(Runnable::run), new Callbacks(Runnable::run, event -> {})));

  private final WaitingEvents waiting = new WaitingEvents();

  private boolean offer(String text) {
    return waiting.offer(new Event.Text(text, text.length()));
  }

  private static Event.Task task(Callback callback) {
    return new Event.Task(callback, () -> {});
  }

  private List<String> pollAll() {
    List<String> all = new ArrayList<>();
    for (Event next = waiting.poll(); next != null; next = waiting.poll()) {
      all.add(next instanceof Event.Text text ? text.text() : next.callback().word());
    }
    return all;
  }

  @Test
  void theKindsTakeTurnsAndEachKeepsItsOrder() {
    offer("one");
    offer("two");
    offer("three");
    waiting.addMail();
    waiting.addPublication(MISSED);
    waiting.addTask(task(Callback.TIMER));
    waiting.addTask(task(Callback.EXECUTE));

    assertThat(pollAll())
        .containsExactly("one", "fromLayer", "missed", "timer", "two", "execute", "three");
    assertThat(waiting.isEmpty()).isTrue();
  }

  /** Whoever takes some says it again. */
  @Test
  void mailIsLookedForOnceHoweverOftenItCame() {
    waiting.addMail();
    waiting.addMail();
    assertThat(waiting.isEmpty()).isFalse();

    assertThat(pollAll()).containsExactly("fromLayer");
  }

  @Test
  void theInboxIsBoundedByMessages() {
    for (int i = 0; i < FULL; i++) {
      assertThat(waiting.isFull()).isFalse();
      assertThat(offer("x")).isTrue();
    }

    assertThat(waiting.isFull()).isTrue();
    assertThat(offer("x")).isFalse();
    assertThat(waiting.messages()).isEqualTo(FULL);
  }

  @Test
  void theInboxIsBoundedByBytesButTakesOneMessageAlways() {
    assertThat(waiting.offer(new Event.Bytes(new byte[ConsumerSettings.INBOX_BYTES + 1]))).isTrue();
    assertThat(waiting.isFull()).isTrue();
    assertThat(offer("x")).isFalse();

    waiting.poll();
    assertThat(waiting.isFull()).isFalse();
    assertThat(offer("x")).isTrue();
  }

  @Test
  void whatIsAddedBeyondTheBoundCountsToo() {
    for (int i = 0; i <= FULL; i++) {
      waiting.add(new Event.Text("x", 1));
    }

    assertThat(waiting.messages()).isEqualTo(FULL + 1);
    waiting.poll();
    assertThat(waiting.isFull()).isTrue();
  }

  @Test
  void thereIsMuchRoomWhenHalfOfItIsFree() {
    for (int i = 0; i < FULL; i++) {
      offer("x");
    }
    while (waiting.messages() > FULL / 2) {
      assertThat(waiting.isRoomy()).isFalse();
      waiting.poll();
    }

    assertThat(waiting.isRoomy()).isTrue();
    waiting.add(new Event.Text("x", ConsumerSettings.INBOX_BYTES));
    assertThat(waiting.isRoomy()).as("of bytes").isFalse();
  }

  @Test
  void theMessagesOfTheClientCanBeKept() {
    offer("one");
    waiting.addMail();
    waiting.addPublication(MISSED);
    waiting.addTask(task(Callback.TIMER));

    waiting.clear(true);
    assertThat(waiting.publications()).isZero();
    assertThat(pollAll()).containsExactly("one");

    offer("two");
    waiting.clear(false);
    assertThat(waiting.isEmpty()).isTrue();
    assertThat(waiting.isRoomy()).isTrue();
  }
}
