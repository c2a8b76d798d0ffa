package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.fanfare.connection.Ended;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/**
 * Rule P9: callbacks of a connection are called one at a time and in order; none of their kinds is
 * starved, and the end is the last. Rule P13: what waits for them is bounded.
 */
class CallbacksTest {
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final List<String> called = new ArrayList<>();
  private final Callbacks callbacks = new Callbacks(threads::add, event -> called.add(name(event)));
  private String latest = ""; // the task that ran last

  private String name(Event event) {
    if (event instanceof Event.Text text) {
      return text.text();
    }
    if (event instanceof Event.Task task) {
      task.run().run();
      return latest;
    }
    return event instanceof Event.End end ? "end " + end.why().status().word() : "mail";
  }

  private void run() {
    for (Runnable next = threads.poll(); next != null; next = threads.poll()) {
      next.run();
    }
  }

  private boolean text(String text) {
    return callbacks.offer(new Event.Text(text, Message.utf8Length(text)));
  }

  private void task(String name) {
    callbacks.execute(new Event.Task(Callback.EXECUTE, () -> latest = name));
  }

  @Test
  void nothingIsCalledBeforeTheConnectionHasBegun() {
    text("one");
    run();
    assertThat(called).isEmpty();

    callbacks.start();
    run();

    assertThat(called).containsExactly("one");
  }

  @Test
  void messagesAreCalledInTheirOrder() {
    callbacks.start();
    for (int i = 0; i < 100; i++) {
      text("message " + i);
    }
    run();

    assertThat(called).hasSize(100).first().isEqualTo("message 0");
    assertThat(called).isSortedAccordingTo((a, b) -> Integer.compare(number(a), number(b)));
  }

  private static int number(String text) {
    return Integer.parseInt(text.substring("message ".length()));
  }

  @Test
  void noKindStarvesTheOthers() {
    for (int i = 0; i < 10; i++) {
      text("message " + i);
    }
    task("task 1");
    task("task 2");
    callbacks.mailCame();
    callbacks.start();
    run();

    assertThat(called.subList(0, 5))
        .containsExactly("message 0", "mail", "task 1", "message 1", "task 2");
  }

  @Test
  void aConnectionThatHasMuchToDoLetsOthersRun() {
    callbacks.start();
    for (int i = 0; i < 100; i++) {
      text("message " + i);
    }

    threads.remove().run();

    assertThat(called).hasSize(16);
    assertThat(threads).as("it comes again, behind others").hasSize(1);
  }

  @Test
  void whatWaitsForItIsBoundedAndNotTakenBeyond() {
    for (int i = 0; i < ConsumerSettings.INBOX_MESSAGES; i++) {
      assertThat(text("x")).isTrue();
    }
    assertThat(text("x")).isFalse();

    callbacks.start();
    run();

    assertThat(called).hasSize(ConsumerSettings.INBOX_MESSAGES);
    assertThat(text("x")).as("there is room again").isTrue();
  }

  @Test
  void bytesAreBoundedTooButOneMessageAlwaysFits() {
    assertThat(text("x".repeat(ConsumerSettings.INBOX_BYTES + 1))).isTrue();
    assertThat(text("x")).isFalse();
  }

  @Test
  void whoWaitsForRoomIsToldOnceWhenHalfOfItIsFree() {
    for (int i = 0; i < ConsumerSettings.INBOX_MESSAGES; i++) {
      text("x");
    }
    assertThat(callbacks.isFull()).isTrue();
    callbacks.whenRoom(() -> called.add("room"));
    assertThat(called).isEmpty();

    callbacks.start();
    run();

    assertThat(called.indexOf("room")).isEqualTo(ConsumerSettings.INBOX_MESSAGES / 2 - 1);
    assertThat(called).containsOnlyOnce("room");
    callbacks.whenRoom(() -> called.add("at once"));
    assertThat(called).last().isEqualTo("at once");
  }

  @Test
  void whoWaitsForRoomIsToldOfTheEnd() {
    for (int i = 0; i < ConsumerSettings.INBOX_MESSAGES; i++) {
      text("x");
    }
    callbacks.whenRoom(() -> called.add("room"));

    callbacks.close();

    assertThat(called).containsExactly("room");
    assertThat(callbacks.isFull()).isFalse();
  }

  @Test
  void whileItIsPausedNothingBegins() {
    callbacks.start();
    callbacks.pause();
    text("one");
    run();
    assertThat(called).isEmpty();

    callbacks.resume();
    run();

    assertThat(called).containsExactly("one");
  }

  @Test
  void theEndIsTheLastAndDropsWhatWaits() {
    callbacks.start();
    text("one");
    task("task");
    callbacks.end(Ended.ERROR, false);
    text("two");
    run();

    assertThat(called).containsExactly("end error");
    callbacks.end(Ended.GONE, false);
    run();
    assertThat(called).as("once").hasSize(1);
  }

  @Test
  void whatTheClientSentBeforeItLeftIsHandled() {
    callbacks.start();
    text("one");
    task("task");
    callbacks.end(Ended.GONE, true);
    run();

    assertThat(called).containsExactly("one", "end gone");
  }

  @Test
  void theEndComesAlsoToOneThatIsPausedOrHasNotBegun() {
    callbacks.pause();
    callbacks.end(Ended.GONE, true);
    run();

    assertThat(called).containsExactly("end gone");
  }

  @Test
  void afterTheApplicationHasClosedOnlyTheEndIsCalled() {
    callbacks.start();
    text("one");
    callbacks.close();
    text("two");
    task("task");
    run();
    assertThat(called).isEmpty();

    callbacks.end(Ended.BYE, false);
    run();

    assertThat(called).containsExactly("end bye");
  }

  @Test
  void manyThreadsMakeItCallOneAtATime() throws InterruptedException {
    int senders = 4;
    int each = 5_000;
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(senders * each);
    ExecutorService workers = Executors.newFixedThreadPool(4);
    try {
      Callbacks shared =
          new Callbacks(
              workers,
              event -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                done.incrementAndGet();
                inside.decrementAndGet();
                all.countDown();
              });
      shared.start();
      for (int i = 0; i < senders; i++) {
        workers.execute(
            () -> {
              for (int j = 0; j < each; j++) {
                shared.execute(new Event.Task(Callback.EXECUTE, () -> {}));
              }
            });
      }

      assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(most.get()).isEqualTo(1);
      assertThat(done.get()).isEqualTo(senders * each);
    } finally {
      workers.shutdownNow();
    }
  }
}
