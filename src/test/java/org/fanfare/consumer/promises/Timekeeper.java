package org.fanfare.consumer.promises;

import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;
import org.fanfare.consumer.Ticking;

/** Has timers. */
@Route("/promises/timers/{id}")
@PermitAll
public class Timekeeper implements Consumer {
  static final Duration DELAY = Duration.ofMillis(100);

  private Ticking ticking = Ticking.NONE;

  @FromClient
  void order(String text, Connection client) {
    switch (text) {
      case "after" -> client.after(DELAY, () -> client.send("due"));
      case "every" -> ticking = client.every(DELAY, () -> client.send("again"));
      case "stop" -> {
        ticking.stop();
        client.send("stopped");
      }
      case "note" ->
          client.after(DELAY, () -> Journal.note(client.scope().path("id"), "the timer ran"));
      case "many" -> {
        for (int i = 0; i < 101; i++) {
          client.after(DELAY, () -> {});
        }
      }
      case "execute" -> {
        Thread other = new Thread(() -> client.execute(() -> client.send("executed")));
        other.start();
        join(other);
      }
      default -> client.send("there is no order " + text);
    }
  }

  private static void join(Thread other) {
    try {
      other.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void failed(Exception failure, Connection client) {
    client.send(failure.getClass().getSimpleName());
  }

  @Override
  public void disconnect(Ended why, Connection client) {
    Journal.note(client.scope().path("id"), "ended");
  }
}
