package org.fanfare.consumer;

import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A text that is one JSON object. Made by {@link TypedJson#read}. Immutable.
 *
 * @param type its member {@code "type"}; null if there is none, or it is not a string
 * @param text the text
 */
public record TypedText(@Nullable String type, String text) {
  private static final String TYPE = "type";
  private static final int MOST_NESTED = 200;

  /** Reads a text to its end, and throws {@link InvalidMessageException} if it is no object. */
  static TypedText read(JsonParser parser, String text) {
    try {
      return new TypedText(type(parser), text);
    } catch (JsonParsingException e) {
      throw notJson(e);
    } catch (JsonException | NoSuchElementException e) {
      throw InvalidMessageException.invalidJson(
          "a message is JSON (RFC 8259), and this breaks off", e);
    }
  }

  private static @Nullable String type(JsonParser parser) {
    if (parser.next() != Event.START_OBJECT) {
      throw invalid("a message is a JSON object with a member \"type\", and this is no object");
    }
    boolean found = false;
    String type = null;
    for (int depth = 1; depth > 0; ) {
      Event event = parser.next();
      if (event == Event.KEY_NAME && depth == 1 && parser.getString().equals(TYPE)) {
        if (found) {
          throw invalid("a message has its \"type\" once, and this has it twice");
        }
        found = true;
        event = parser.next();
        type = event == Event.VALUE_STRING ? parser.getString() : null;
      }
      depth += change(event);
      if (depth > MOST_NESTED) {
        throw invalid("arrays and objects are nested at most " + MOST_NESTED + " deep");
      }
    }
    if (parser.hasNext()) {
      throw invalid("a message is one JSON object, and after this one there is more");
    }
    return type;
  }

  private static int change(Event event) {
    return switch (event) {
      case START_OBJECT, START_ARRAY -> 1;
      case END_OBJECT, END_ARRAY -> -1;
      default -> 0;
    };
  }

  /** Returns whether an object has a member {@code "type"}, of whatever kind. */
  static boolean saysType(JsonParser parser) {
    parser.next();
    for (Event event = parser.next(); event != Event.END_OBJECT; event = parser.next()) {
      if (event == Event.KEY_NAME && parser.getString().equals(TYPE)) {
        return true;
      }
      if (event == Event.START_OBJECT) {
        parser.skipObject();
      } else if (event == Event.START_ARRAY) {
        parser.skipArray();
      }
    }
    return false;
  }

  private static InvalidMessageException invalid(String detail) {
    return InvalidMessageException.invalidJson(detail, null);
  }

  /** The parser's own words may quote the text, so that only the place is taken of them. */
  private static InvalidMessageException notJson(JsonParsingException e) {
    long line = e.getLocation() == null ? -1 : e.getLocation().getLineNumber();
    String where =
        line < 1
            ? ""
            : ", at line %d, column %d".formatted(line, e.getLocation().getColumnNumber());
    return InvalidMessageException.invalidJson(
        "a message is JSON (RFC 8259), and this is not" + where, e);
  }
}
