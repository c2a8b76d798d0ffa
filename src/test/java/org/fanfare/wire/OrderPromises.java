package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Checker;
import org.fanfare.wire.kit.Client;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Publishing;
import org.fanfare.wire.kit.ReadTransport;
import org.junit.jupiter.api.Test;

/** Laws 1 and 4: one order for all, and every accepted publish is in it. */
@Law(
    value = {1, 4},
    on = {})
public interface OrderPromises extends OnTheWire {
  @Test
  @Law(1)
  default void clientsOfEveryFaceHearEverythingInTheSameOrder() throws Exception {
    String first = Groups.open();
    String second = Groups.open();
    Checker checker = new Checker();
    Publishing publishing = new Publishing(server(), checker);
    List<Client> clients = new ArrayList<>();
    for (ReadTransport face : ReadTransport.values()) {
      clients.add(Client.on(face, server(), first, checker));
      clients.add(Client.on(face, server(), first + "," + second, checker));
    }

    inParallel(
        () -> publishing.texts(first, "a", 150),
        () -> publishing.texts(first, "b", 150),
        () -> publishing.texts(first, "c", 150),
        () -> publishing.texts(second, "d", 150));

    assertThat(checker.head(first)).isEqualTo(450);
    assertThat(checker.head(second)).isEqualTo(150);
    clients.forEach(Client::hasHeardEverythingInOrder);
    clients.forEach(Client::close);
  }

  @Test
  @Law(1)
  default void onePublishersMessagesKeepTheirOrder() {
    String group = Groups.open();
    Publishing publishing = new Publishing(server(), new Checker());

    for (int i = 1; i <= 100; i++) {
      assertThat(publishing.text(group, "in order " + i)).isEqualTo(i);
    }
  }

  private static void inParallel(Runnable... tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.length);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Runnable task : tasks) {
        running.add(threads.submit(task));
      }
      for (Future<?> one : running) {
        one.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
