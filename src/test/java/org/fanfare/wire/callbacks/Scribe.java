package org.fanfare.wire.callbacks;

import jakarta.annotation.security.PermitAll;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;

/** Takes down what its client says, sees whether something is missing or twice, and repeats it. */
@Route("/scribe/{room}")
@PermitAll
public class Scribe implements Consumer {
  private static final Map<String, Notes> NOTES = new ConcurrentHashMap<>();

  /** What has happened in a room. */
  private static final class Notes {
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong heard = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private final AtomicLong left = new AtomicLong();
    private final AtomicLong otherwise = new AtomicLong();
  }

  private Notes notes = new Notes();
  private long last;

  /** Returns what has happened in a room. */
  static String notes(String room) {
    Notes known = NOTES.getOrDefault(room, new Notes());
    return "opened %s, heard %s, wrong %s, left %s, ended otherwise %s"
        .formatted(known.opened, known.heard, known.wrong, known.left, known.otherwise);
  }

  @Override
  public void connect(Connection client) {
    String room = client.scope().path("room");
    notes = NOTES.computeIfAbsent(room, x -> new Notes());
    notes.opened.incrementAndGet();
    client.relay(new GroupName("open." + room), new Start.Now());
  }

  @FromClient
  void text(String text, Connection client) {
    last++;
    notes.heard.incrementAndGet();
    if (!text.equals("message " + last)) {
      notes.wrong.incrementAndGet();
    }
    client.send("heard " + text);
  }

  @Override
  public void disconnect(Ended why, Connection client) {
    (why.equals(Ended.LEFT) ? notes.left : notes.otherwise).incrementAndGet();
  }
}
