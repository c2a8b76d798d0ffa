package org.fanfare.consumer.test;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import org.fanfare.log.Gap;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames that the client of a session is sent, whatever carries them. What is no frame is
 * an {@link AssertionError}. For one thread.
 */
final class ServerFrames {
  private static final JsonFactory JSON = new JsonFactory();

  private final Listener listener;

  /** Is told what the frames say, in their order. */
  interface Listener {
    /** The session has begun; so many messages may be sent without an acknowledgement. */
    void opened(String id, String subprotocol, int window);

    /** The server's message with this number; {@code text} is null if it is {@code bytes}. */
    void message(long number, @Nullable String text, byte @Nullable [] bytes);

    /** The server has taken the client's messages up to a number. */
    void taken(long number);

    /** The client is at a place in the relayed groups. */
    void at(String cursor);

    /** A publication of a relayed group; {@code text} is null if it is {@code bytes}. */
    void published(@Nullable String text, byte @Nullable [] bytes);

    /** Publications of a relayed group are missing. */
    void missed(Gap gap);
  }

  ServerFrames(Listener listener) {
    this.listener = listener;
  }

  /** Reads a text of a WebSocket, an event of a stream, or the answer to a poll. */
  void read(String carried) {
    String text =
        carried.startsWith("data: ") ? carried.substring("data: ".length()).strip() : carried;
    try (JsonParser parser = JSON.createParser(text)) {
      require(parser.nextToken() == JsonToken.START_OBJECT, text);
      frame(parser, text);
    } catch (IOException e) {
      throw new AssertionError("no frame of a session: " + carried, e);
    }
  }

  private static void require(boolean condition, String text) {
    if (!condition) {
      throw new AssertionError("no frame of a session: " + text);
    }
  }

  private void frame(JsonParser parser, String text) throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      switch (name) {
        case "open" -> open(parser);
        case "ack" -> listener.taken(parser.getLongValue());
        case "cursor" -> listener.at(parser.getText());
        case "down" -> each(parser, () -> message(parser));
        case "gaps" -> each(parser, () -> gap(parser));
        case "publications" -> each(parser, () -> publication(parser, text));
        case "frames" -> each(parser, () -> frame(parser, text));
        case "closing", "interrupted" -> parser.skipChildren(); // the end of the carrier says it
        default -> throw new AssertionError("unknown in a frame: \"" + name + "\" " + value);
      }
    }
  }

  /** Reads one element, whose first token is the parser's. */
  @FunctionalInterface
  private interface Element {
    void read() throws IOException;
  }

  private static void each(JsonParser parser, Element element) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element.read();
    }
  }

  private void open(JsonParser parser) throws IOException {
    String id = "";
    String subprotocol = "";
    int window = 0;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      switch (name) {
        case "session" -> id = parser.getText();
        case "protocol" -> subprotocol = parser.getText();
        case "window" -> window = parser.getIntValue();
        default -> parser.skipChildren();
      }
    }
    listener.opened(id, subprotocol, window);
  }

  private void message(JsonParser parser) throws IOException {
    parser.nextToken();
    long number = parser.getLongValue();
    if (parser.nextToken() == JsonToken.VALUE_STRING) {
      listener.message(number, parser.getText(), null);
    } else {
      parser.nextToken();
      listener.message(number, null, Base64.getDecoder().decode(parser.getText()));
    }
    parser.nextToken();
  }

  private void gap(JsonParser parser) throws IOException {
    String group = "";
    String reason = "";
    long first = 0;
    Long last = null;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      switch (name) {
        case "group" -> group = parser.getText();
        case "reason" -> reason = parser.getText();
        case "first" -> first = parser.getLongValue();
        case "last" -> last = value == JsonToken.VALUE_NULL ? null : (Long) parser.getLongValue();
        default -> throw new AssertionError("unknown in a gap: " + name);
      }
    }
    listener.missed(
        new Gap(
            new GroupName(group),
            first,
            last,
            Gap.Reason.valueOf(reason.toUpperCase(Locale.ROOT))));
  }

  private void publication(JsonParser parser, String frame) throws IOException {
    String text = null;
    byte[] bytes = null;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      switch (name) {
        case "text" -> text = parser.getText();
        case "json" -> text = json(parser, frame);
        case "base64" -> bytes = Base64.getDecoder().decode(parser.getText());
        default -> parser.skipChildren();
      }
    }
    listener.published(text, bytes);
  }

  /** Returns the value as it is written. */
  private static String json(JsonParser parser, String frame) throws IOException {
    int from = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    parser.finishToken();
    return frame.substring(from, (int) parser.currentLocation().getCharOffset());
  }
}
