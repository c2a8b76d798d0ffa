package org.fanfare.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * What a page is given of a stream of server-sent events. It takes no field that the standard does
 * not know, since no server means to be ignored. For one thread at a time.
 */
public final class SeenEvents {
  /** An event, with the last id that it or one before it had. */
  public record Event(String type, String data, String lastId) {}

  private final List<Event> events = new ArrayList<>();
  private final EventStreamParser parser = new EventStreamParser(new Taking());

  /** Returns what a page is given of these bytes, which are a whole stream. */
  public static SeenEvents of(byte[] stream) {
    SeenEvents seen = new SeenEvents();
    seen.read(stream);
    return seen;
  }

  /** Reads the next bytes of the stream. */
  public void read(byte[] some) {
    byte[] bytes = some.clone();
    parser.parse(bytes, 0, bytes.length);
  }

  private final class Taking implements EventStreamParser.Events {
    @Override
    public void event(String type, byte[] bytes, int from, int to) {
      events.add(new Event(type, new String(bytes, from, to - from, UTF_8), parser.lastId()));
    }

    @Override
    public void unknown(String line) {
      throw new AssertionError("a field that nobody sends: " + line);
    }
  }

  /** Returns the events so far. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /** Returns the last id, empty if there is none. */
  public String lastId() {
    return parser.lastId();
  }

  /** Returns the delay after which to come back, in milliseconds, -1 if none was given. */
  public long retry() {
    return parser.retry();
  }

  /** Returns how many comments came. */
  public int comments() {
    return parser.comments();
  }
}
