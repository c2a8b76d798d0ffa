package org.fanfare.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an event stream as the HTML standard, section 9.2.6, tells a browser to. */
final class EventReader {
  /** What a page is given. */
  record Event(String type, String data, String lastId) {}

  private final List<Event> events = new ArrayList<>();
  private String lastId = "";
  private String type = "";
  private @Nullable Long retry;
  private final StringBuilder data = new StringBuilder();

  EventReader(byte[] stream) {
    String text = new String(stream, StandardCharsets.UTF_8);
    for (String line : text.split("\r\n|\n|\r", -1)) {
      line(line);
    }
  }

  private void line(String line) {
    if (line.isEmpty()) {
      dispatch();
    } else if (!line.startsWith(":")) {
      int colon = line.indexOf(':');
      String value = colon < 0 ? "" : line.substring(colon + 1);
      field(
          colon < 0 ? line : line.substring(0, colon),
          value.startsWith(" ") ? value.substring(1) : value);
    }
  }

  private void field(String name, String value) {
    switch (name) {
      case "event" -> type = value;
      case "data" -> data.append(value).append('\n');
      case "id" -> lastId = value.indexOf('\0') < 0 ? value : lastId;
      case "retry" -> retry = value.matches("[0-9]+") ? Long.valueOf(value) : retry;
      default -> throw new AssertionError("a field that nobody sends: " + name);
    }
  }

  private void dispatch() {
    if (data.length() > 0) {
      data.setLength(data.length() - 1);
      events.add(new Event(type.isEmpty() ? "message" : type, data.toString(), lastId));
    }
    data.setLength(0);
    type = "";
  }

  List<Event> events() {
    return events;
  }

  String lastId() {
    return lastId;
  }

  @Nullable Long retry() {
    return retry;
  }
}
