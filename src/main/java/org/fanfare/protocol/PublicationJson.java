package org.fanfare.protocol;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.fanfare.log.Publication;
import org.fanfare.message.Message;

/** Writes a publication as a JSON object. Pure functions. */
final class PublicationJson {
  private PublicationJson() {}

  static String of(Publication publication) {
    Message message = publication.message();
    StringBuilder json = new StringBuilder(message.size() + 128);
    json.append("{\"group\":\"").append(publication.group()); // a name needs no escaping
    json.append("\",\"offset\":").append(publication.offset());
    json.append(",\"time\":\"").append(time(publication.time())).append("\",");
    appendMessage(message, json);
    return json.append('}').toString();
  }

  private static String time(long millis) {
    Instant instant = Instant.ofEpochMilli(millis);
    String text = instant.truncatedTo(ChronoUnit.MILLIS).toString();
    return text.length() == "2026-01-01T00:00:00Z".length()
        ? text.substring(0, text.length() - 1) + ".000Z"
        : text;
  }

  /** Appends the members that represent the message itself. */
  static void appendMessage(Message message, StringBuilder json) {
    json.append("\"type\":");
    Json.quote(message.type(), json);
    switch (message.kind()) {
      case TEXT -> {
        json.append(",\"text\":");
        Json.quote(message.text(), json);
      }
      case JSON -> json.append(",\"json\":").append(message.text());
      case BYTES ->
          json.append(",\"base64\":\"")
              .append(Base64.getEncoder().encodeToString(message.toBytes()))
              .append('"');
    }
  }
}
