package org.fanfare.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A connection is handed back once, and never while it is used. */
final class ConnectionUseTest {
  private final ConnectionUse use = new ConnectionUse();
  private final List<String> told = new ArrayList<>();

  private void end() {
    use.end(() -> told.add("handed back"));
  }

  @Test
  void whatNobodyUsesIsHandedBackAtOnce() {
    end();

    assertThat(told).containsExactly("handed back");
    assertThat(use.enter()).isFalse();
  }

  @Test
  void whatIsUsedIsHandedBackByWhoLeavesLast() {
    assertThat(use.enter()).isTrue();
    assertThat(use.enter()).isTrue();
    assertThat(use.isOver()).isFalse();

    end();
    assertThat(use.isOver()).isTrue();
    assertThat(use.enter()).isFalse();
    use.leave();
    assertThat(told).isEmpty();
    use.leave();

    assertThat(told).containsExactly("handed back");
  }

  @Test
  void whatWasHandedBackIsNotHeldByWhoeverStillHoldsThis() {
    byte[] connection = new byte[1];
    WeakReference<byte[]> held = new WeakReference<>(connection);
    use.enter();
    use.end(handingBack(connection));
    use.leave();
    connection = null;

    await()
        .until(
            () -> {
              System.gc();
              return held.get() == null;
            });
    assertThat(told).containsExactly("handed back 1");
    assertThat(use.isOver()).isTrue();
  }

  private Runnable handingBack(byte[] connection) {
    return () -> told.add("handed back " + connection.length);
  }

  @Test
  void whateverThreadsDoItIsHandedBackOnceAndNobodyIsWithin() {
    for (int round = 0; round < 500; round++) {
      ConnectionUse raced = new ConnectionUse();
      AtomicInteger within = new AtomicInteger();
      AtomicInteger handed = new AtomicInteger();
      AtomicBoolean used = new AtomicBoolean();
      List<CompletableFuture<Void>> users =
          Stream.generate(
                  () ->
                      CompletableFuture.runAsync(
                          () -> useUntilItIsOver(raced, within, handed, used)))
              .limit(3)
              .toList();

      raced.end(
          () -> {
            handed.incrementAndGet();
            used.compareAndSet(false, within.get() != 0);
          });
      users.forEach(CompletableFuture::join);

      assertThat(handed).hasValue(1);
      assertThat(used).isFalse();
    }
  }

  private static void useUntilItIsOver(
      ConnectionUse use, AtomicInteger within, AtomicInteger handed, AtomicBoolean used) {
    while (use.enter()) {
      within.incrementAndGet();
      if (handed.get() != 0) {
        used.set(true);
      }
      within.decrementAndGet();
      use.leave();
    }
  }
}
