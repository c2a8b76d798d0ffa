package org.fanfare.api;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fanfare.message.Excerpt;
import org.fanfare.security.NamePatterns;
import org.fanfare.security.TicketGrant;
import org.fanfare.security.Tickets;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;

/**
 * What a back end asks of a ticket. Immutable.
 *
 * @param grant whom the ticket makes its bearer
 * @param lasts how long the ticket waits for its use
 */
record TicketRequest(TicketGrant grant, Duration lasts) {
  private static final Set<String> MEMBERS =
      Set.of("user", "roles", "join", "publish", "ttl", "expires");
  private static final long USUAL_WAIT = 30;
  private static final long USUAL_LOGIN = 3600;

  /** Throws {@link IllegalArgumentException} if the ticket may not wait so long. */
  TicketRequest {
    Tickets.requireWait(lasts);
  }

  /**
   * Parses the body of a request.
   *
   * @throws ProblemException if it is not one JSON object, or a member is missing, unknown or out
   *     of bounds
   */
  static TicketRequest parse(String text) {
    JsonObject body = object(text);
    for (String member : body.keySet()) {
      if (!MEMBERS.contains(member)) {
        throw wrong(
            "'"
                + Excerpt.of(member)
                + "' is no member; there are user, roles, join, publish, ttl and expires");
      }
    }
    if (!(body.get("user") instanceof JsonString user)) {
      throw wrong("'user' is missing, or not a text: it names whom the ticket is for");
    }
    try {
      TicketGrant grant =
          new TicketGrant(
              user.getString(),
              Set.copyOf(list(body, "roles").orElse(List.of())),
              list(body, "join").map(NamePatterns::of),
              list(body, "publish").map(NamePatterns::of),
              seconds(body, "expires", USUAL_LOGIN));
      return new TicketRequest(grant, seconds(body, "ttl", USUAL_WAIT));
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private static JsonObject object(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw wrong("send one JSON object, such as {\"user\":\"anna\"}");
    }
  }

  private static Optional<List<String>> list(JsonObject body, String member) {
    JsonValue value = body.get(member);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof JsonArray array && array.stream().allMatch(JsonString.class::isInstance)) {
      return Optional.of(
          array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList());
    }
    throw new IllegalArgumentException("'" + member + "' is a list of texts");
  }

  private static Duration seconds(JsonObject body, String member, long usual) {
    JsonValue value = body.get(member);
    if (value == null) {
      return Duration.ofSeconds(usual);
    }
    if (value instanceof JsonNumber number && number.isIntegral()) {
      try {
        return Duration.ofSeconds(number.longValueExact());
      } catch (ArithmeticException tooLarge) {
        return Duration.ofSeconds(Long.MAX_VALUE); // which is out of every bound
      }
    }
    throw new IllegalArgumentException("'" + member + "' is a whole number of seconds");
  }

  private static ProblemException wrong(String detail) {
    return new Problem(Status.INVALID_BODY, detail).thrown();
  }
}
