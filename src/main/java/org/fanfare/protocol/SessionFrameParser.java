package org.fanfare.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Parses the frames of a session's client: {@code {"up":[…],"ack":n,"cursor":…}}, {@code
 * {"close":{…}}} and {@code {"resume":{…}}}.
 *
 * <p>For an invalid frame it throws a {@link ProblemException} that says what is wrong. Safe for
 * use by any thread.
 */
public final class SessionFrameParser {
  private static final String SHAPE =
      "a frame of a session is one JSON object with \"up\", \"ack\" and \"cursor\", or with \"close\","
          + " or with \"resume\"";
  private static final String UP =
      "\"up\" is a list of [number, \"text\"] and [number, null, \"base64\"]";
  private static final int MOST_REASON = 123;

  private final int maxSize;

  /** Creates a parser that accepts messages of at most {@code maxSize} bytes. */
  public SessionFrameParser(int maxSize) {
    this.maxSize = maxSize;
  }

  /** Parses a frame. */
  public SessionFrame read(String text) {
    try (JsonParser parser = Json.frameParser(text)) {
      require(parser.nextToken() == JsonToken.START_OBJECT, SHAPE);
      SessionFrame frame = frame(parser);
      require(parser.nextToken() == null, SHAPE);
      return frame;
    } catch (IOException e) {
      throw invalid("a frame is JSON (RFC 8259): " + Json.firstLine(e));
    }
  }

  private SessionFrame frame(JsonParser parser) throws IOException {
    List<SessionFrame.Numbered> messages = List.of();
    long ack = -1;
    @Nullable String cursor = null;
    @Nullable SessionFrame other = null;
    boolean up = false;
    Set<String> seen = new HashSet<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      require(seen.add(name), SHAPE);
      JsonToken value = parser.nextToken();
      switch (name) {
        case "up" -> messages = messages(parser, value);
        case "ack" -> ack = number(parser, value, "ack");
        case "cursor" -> cursor = text(parser, value, "cursor");
        case "close" -> other = close(parser, value);
        case "resume" -> other = resume(parser, value);
        default -> throw invalid(SHAPE);
      }
      up |= !name.equals("close") && !name.equals("resume");
    }
    require(up == (other == null) && (up || seen.size() == 1), SHAPE);
    return other == null ? new SessionFrame.Up(messages, ack, cursor) : other;
  }

  private List<SessionFrame.Numbered> messages(JsonParser parser, JsonToken value)
      throws IOException {
    require(value == JsonToken.START_ARRAY, UP);
    List<SessionFrame.Numbered> messages = new ArrayList<>();
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      long number = number(parser, parser.nextToken(), "number");
      JsonToken content = parser.nextToken();
      Message message;
      if (content == JsonToken.VALUE_STRING) {
        message = MessageParser.text(MediaType.TEXT, parser.getText(), maxSize);
      } else {
        require(content == JsonToken.VALUE_NULL, UP);
        require(parser.nextToken() == JsonToken.VALUE_STRING, UP);
        message = MessageParser.message(MediaType.BYTES, bytes(parser.getText()), maxSize);
      }
      require(parser.nextToken() == JsonToken.END_ARRAY, UP);
      messages.add(new SessionFrame.Numbered(number, message));
    }
    require(parser.currentToken() == JsonToken.END_ARRAY, UP);
    return messages;
  }

  private static SessionFrame close(JsonParser parser, JsonToken value) throws IOException {
    require(value == JsonToken.START_OBJECT, SHAPE);
    int code = 1000;
    String reason = "";
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken member = parser.nextToken();
      switch (name) {
        case "code" -> code = (int) Math.min(number(parser, member, "code"), Integer.MAX_VALUE);
        case "reason" -> reason = text(parser, member, "reason");
        default -> throw invalid("\"close\" has \"code\" and \"reason\"");
      }
    }
    require(
        code == 1000 || code == 1001 || (code >= 3000 && code <= 4999),
        "a close code is 1000, 1001, or from 3000 to 4999");
    require(reason.length() <= MOST_REASON, "a close reason has at most 123 characters");
    return new SessionFrame.Close(code, reason);
  }

  private static SessionFrame resume(JsonParser parser, JsonToken value) throws IOException {
    require(value == JsonToken.START_OBJECT, SHAPE);
    String session = "";
    long ack = 0;
    @Nullable String cursor = null;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken member = parser.nextToken();
      switch (name) {
        case "session" -> session = text(parser, member, "session");
        case "ack" -> ack = number(parser, member, "ack");
        case "cursor" -> cursor = text(parser, member, "cursor");
        default -> throw invalid("\"resume\" has \"session\", \"ack\" and \"cursor\"");
      }
    }
    return new SessionFrame.Resume(session, ack, cursor);
  }

  private static long number(JsonParser parser, JsonToken value, String name) throws IOException {
    require(
        value == JsonToken.VALUE_NUMBER_INT && parser.getText().length() <= 15,
        "\"" + name + "\" is a whole number of at most 15 digits");
    long number = parser.getLongValue();
    require(number >= 0, "\"" + name + "\" is not below 0");
    return number;
  }

  private static String text(JsonParser parser, JsonToken value, String name) throws IOException {
    require(value == JsonToken.VALUE_STRING, "\"" + name + "\" is a string");
    return parser.getText();
  }

  private static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw invalid("bytes are base64 (RFC 4648, section 4)");
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw invalid(otherwise);
    }
  }

  private static ProblemException invalid(String detail) {
    return new Problem(Status.INVALID_FRAME, detail).thrown();
  }
}
