package org.fanfare.wire.kit;

import java.net.URI;
import java.util.Map;

/**
 * What the server says of itself at one moment.
 *
 * @param figures the figures as they came
 */
public record Statistics(Map<String, Object> figures) {
  /** Reads the figures of {@code server}. */
  public static Statistics of(Server server) {
    return read(server.api("statistics"));
  }

  /** Reads the figures of an application that has Fanfare's jar. */
  public static Statistics ofGuest(Server application) {
    return read(application.context().resolve("fanfare/api/statistics"));
  }

  private static Statistics read(URI address) {
    Answer answer = Http.get(address, "Authorization", "Bearer " + Deployments.KEY);
    if (answer.status() != 200) {
      throw new IllegalStateException("no statistics: " + answer.status() + " " + answer.body());
    }
    return new Statistics(answer.json());
  }

  /** Returns the figure under {@code path}, for example {@code "connections", "sse"}. */
  public long at(String... path) {
    Object here = figures;
    for (String step : path) {
      here = Json.asObject(here).get(step);
      if (here == null) {
        throw new IllegalArgumentException(
            "no " + String.join(".", path) + " among " + figures.keySet());
      }
    }
    return ((Number) here).longValue();
  }

  /** Returns the state of the channel layer, {@code "up"} if all of it works. */
  public String layer() {
    return Json.asObject(figures.get("layer")).get("kind").toString();
  }

  /** Returns how many connections of all transports live. */
  public long connections() {
    return at("connections", "websocket") + at("connections", "sse") + at("connections", "poll");
  }

  /** Tells whether nothing of any client is left. */
  public boolean released() {
    return connections() == 0
        && at("readers") == 0
        && at("mailboxes") == 0
        && at("publishing") == 0
        && at("begun", "bytes") == 0;
  }
}
