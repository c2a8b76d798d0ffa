package org.fanfare.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a session was told of its end, nobody else sends to it, and nobody begins. */
final class SendGateTest {
  private final SendGate gate = new SendGate();
  private final CountDownLatch sent = new CountDownLatch(1);

  @AfterEach
  void everySendEnds() {
    sent.countDown();
  }

  private CompletableFuture<Void> sending() {
    CountDownLatch within = new CountDownLatch(1);
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> {
              assertThat(gate.enter()).isTrue();
              within.countDown();
              await().until(() -> sent.getCount() == 0);
              gate.leave();
            },
            task -> new Thread(task).start());
    await().until(() -> within.getCount() == 0);
    return sending;
  }

  @Test
  void whatIsOverBeginsNoSend() {
    gate.shut();

    assertThat(gate.enter()).isFalse();
  }

  @Test
  void theEndWaitsForASendThatIsUnderWay() {
    CompletableFuture<Void> sending = sending();
    Thread ending = new Thread(gate::shut);

    ending.start();
    await().until(() -> ending.getState() == Thread.State.TIMED_WAITING);
    assertThat(gate.enter()).isFalse();
    assertThat(sending).isNotDone();
    sent.countDown();

    await().until(() -> ending.getState() == Thread.State.TERMINATED);
    sending.join();
  }

  @Test
  void theEndDoesNotWaitForASendThatDoesNotEnd() {
    CompletableFuture<Void> sending = sending();
    Thread ending = new Thread(gate::shut);

    ending.start();
    await()
        .atMost(Duration.ofMillis(4 * SendGate.MOST_MILLIS))
        .until(() -> ending.getState() == Thread.State.TERMINATED);

    assertThat(sending).isNotDone();
    assertThat(gate.enter()).isFalse();
  }

  @Test
  void aServerMayTellOfTheEndFromWithinASend() {
    assertThat(gate.enter()).isTrue();

    gate.shut();
    gate.leave();

    assertThat(gate.enter()).isFalse();
  }

  @Test
  void sendsDoNotWaitForEachOther() {
    CompletableFuture<Void> sending = sending();

    assertThat(gate.enter()).isTrue();

    assertThat(sending).isNotDone();
    gate.leave();
  }
}
