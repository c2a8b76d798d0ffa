package org.fanfare.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fanfare.message.Excerpt;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Parses one frame of a client: {@code {"publish":{…}}}, {@code join}, {@code leave} or {@code
 * send}.
 *
 * <p>For an invalid frame it throws a {@link ProblemException} that says what is wrong; {@link #id}
 * can be called even then. Safe for use by any thread.
 */
public final class ClientFrameParser {
  private static final String SHAPE =
      "a frame is one JSON object with one member: publish, join, leave or send";

  private final int maxSize;

  /** Creates a parser that accepts messages of at most {@code maxSize} bytes. */
  public ClientFrameParser(int maxSize) {
    this.maxSize = maxSize;
  }

  /** Parses a frame. */
  public ClientFrame read(String text) {
    try (JsonParser parser = Json.frameParser(text)) {
      require(parser.nextToken() == JsonToken.START_OBJECT, SHAPE);
      String verb = parser.nextFieldName();
      require(verb != null && parser.nextToken() == JsonToken.START_OBJECT, SHAPE);
      Members members = members(parser, text);
      require(parser.nextToken() == JsonToken.END_OBJECT && parser.nextToken() == null, SHAPE);
      return frame(String.valueOf(verb), members);
    } catch (StreamConstraintsException e) {
      throw Json.invalid(e);
    } catch (IOException e) {
      throw invalid("a frame is JSON (RFC 8259): " + Json.firstLine(e));
    }
  }

  /** Returns the {@code id} of a frame that {@link #read} refused; null if none can be read. */
  public static @Nullable String id(String text) {
    return FrameId.of(text);
  }

  private static final class Members {
    private final Map<String, String> texts = new HashMap<>();
    private @Nullable List<String> groups;
    private @Nullable String json;

    @Nullable String text(String name) {
      return texts.remove(name);
    }

    String leftOver() {
      return String.join(", ", texts.keySet());
    }
  }

  private static Members members(JsonParser parser, String source) throws IOException {
    Members members = new Members();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("groups")) {
        members.groups = strings(parser, value);
      } else if (name.equals("json")) {
        int begin = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        members.json = source.substring(begin, (int) parser.currentLocation().getCharOffset());
      } else {
        boolean number = value == JsonToken.VALUE_NUMBER_INT && name.equals("last");
        if (!number && value != JsonToken.VALUE_STRING) {
          throw invalid("'" + Excerpt.of(name) + "' is a string");
        }
        members.texts.put(name, parser.getText());
      }
    }
    return members;
  }

  private static List<String> strings(JsonParser parser, JsonToken value) throws IOException {
    String shape = "'groups' is a list of names";
    require(value == JsonToken.START_ARRAY, shape);
    List<String> strings = new ArrayList<>();
    for (JsonToken item = parser.nextToken();
        item != JsonToken.END_ARRAY;
        item = parser.nextToken()) {
      require(item == JsonToken.VALUE_STRING, shape);
      strings.add(parser.getText());
    }
    return strings;
  }

  private ClientFrame frame(String verb, Members members) {
    String id = members.text("id");
    require(
        id == null || FrameId.isValid(id),
        "'id' has at most 64 characters, and no half of a surrogate pair");
    ClientFrame frame =
        switch (verb) {
          case "publish" ->
              new ClientFrame.Publish(id, members.groups, message(members), members.text("key"));
          case "join" ->
              new ClientFrame.Join(
                  id, someGroups(members), members.text("after"), members.text("last"));
          case "leave" -> new ClientFrame.Leave(id, someGroups(members));
          case "send" -> new ClientFrame.Send(id, channel(members), message(members));
          default -> throw invalid(SHAPE);
        };
    String leftOver = members.leftOver();
    require(leftOver.isEmpty(), "'" + verb + "' has no member " + Excerpt.of(leftOver));
    return frame;
  }

  private static List<String> someGroups(Members members) {
    List<String> groups = members.groups;
    if (groups == null) {
      throw invalid("'groups' is missing: a list of names");
    }
    return groups;
  }

  private static String channel(Members members) {
    String channel = members.text("channel");
    if (channel == null) {
      throw invalid("'channel' is missing: the name of a channel");
    }
    return channel;
  }

  private Message message(Members members) {
    String text = members.text("text");
    String base64 = members.text("base64");
    String type = members.text("type");
    int contents =
        (text == null ? 0 : 1) + (base64 == null ? 0 : 1) + (members.json == null ? 0 : 1);
    require(contents == 1, "a message has one of 'text', 'json' and 'base64'");
    if (text != null) {
      return MessageParser.text(type(type, MediaType.TEXT, Message.Kind.TEXT), text, maxSize);
    }
    if (members.json != null) {
      return MessageParser.json(
          type(type, MediaType.JSON, Message.Kind.JSON), members.json, maxSize);
    }
    return MessageParser.message(
        type(type, MediaType.BYTES, Message.Kind.BYTES), bytes(String.valueOf(base64)), maxSize);
  }

  private static MediaType type(@Nullable String text, MediaType otherwise, Message.Kind kind) {
    MediaType type = MessageParser.type(text);
    if (type.equals(MediaType.UNKNOWN)) {
      return otherwise;
    }
    require(
        type.kind() == kind,
        "the type " + Excerpt.of(type.toString()) + " does not go with this kind of content");
    return type;
  }

  private static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw invalid("'base64' is not base64 (RFC 4648, section 4)");
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
