package org.fanfare.consumer.promises;

import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.FromLayer;
import org.fanfare.consumer.Route;
import org.fanfare.consumer.Ticking;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;

/** Is called for messages, mail, publications and timers at the same time, and counts the calls. */
@Route("/promises/turns/{id}")
@PermitAll
public class Turns implements Consumer {
  /** The calls so far, and how many of them came while another was not over. */
  public record Count(int messages, int mail, int publications, int overlaps) {}

  private final AtomicBoolean inside = new AtomicBoolean();
  private GroupName group;
  private Ticking timer = Ticking.NONE;
  private int messages; // plain fields: each call sees what the one before has written
  private int mail;
  private int publications;
  private int overlaps;

  @Override
  public void connect(Connection client) {
    group = client.scope().group("promises.turns.{id}");
    client.join(group, new Start.Now());
    timer = client.every(Duration.ofMillis(1), () -> once(() -> {}));
  }

  private void once(Runnable call) {
    if (!inside.compareAndSet(false, true)) {
      overlaps++;
    }
    Thread.onSpinWait();
    call.run();
    inside.set(false);
  }

  @FromClient("turn")
  void message(Connection client) {
    once(
        () -> {
          messages++;
          client.sendTo(client.channel(), "mail", null);
          client.publish(group, "publication", null);
        });
  }

  @FromLayer("mail")
  void mail() {
    once(() -> mail++);
  }

  @FromLayer("publication")
  void publication() {
    once(() -> publications++);
  }

  @FromClient("count")
  void count(Connection client) {
    client.send("count", new Count(messages, mail, publications, overlaps));
  }

  @FromClient("stop")
  void stop() {
    timer.stop();
  }
}
