package org.fanfare.wire.callbacks;

import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.FromLayer;
import org.fanfare.consumer.Route;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;

/** Ticks, and hears a group, for as long as its connection lives. */
@Route("/clock/{id}")
@PermitAll
public class Clock implements Consumer {
  private static final Duration PERIOD = Duration.ofMillis(20);
  private static final Map<String, Notes> NOTES = new ConcurrentHashMap<>();

  /** What has happened. */
  private static final class Notes {
    private final AtomicInteger ticks = new AtomicInteger();
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private volatile String end = "";
  }

  private Notes notes = new Notes();

  /** Returns how often a clock has ticked and heard something, how often too late, and its end. */
  static String notes(String id) {
    Notes known = NOTES.getOrDefault(id, new Notes());
    return "ticks %d, heard %d, late %d, %s"
        .formatted(known.ticks.get(), known.heard.get(), known.late.get(), known.end);
  }

  @Override
  public void connect(Connection client) {
    String id = client.scope().path("id");
    notes = NOTES.computeIfAbsent(id, x -> new Notes());
    client.join(new GroupName("open." + id), new Start.Now());
    client.every(PERIOD, () -> count(notes.ticks));
    client.send("runs", null);
  }

  private void count(AtomicInteger what) {
    (notes.end.isEmpty() ? what : notes.late).incrementAndGet();
  }

  @FromClient("tell me later")
  void later(Connection client) {
    client.after(PERIOD.multipliedBy(10), () -> client.send("later", null));
  }

  @FromLayer
  void heard(String text) {
    count(notes.heard);
  }

  @Override
  public void disconnect(Ended why, Connection client) {
    notes.end = why.status().word();
  }
}
