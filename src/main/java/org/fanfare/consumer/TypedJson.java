package org.fanfare.consumer;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.lang.System.Logger.Level;
import java.lang.reflect.Type;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads typed messages: JSON objects that say their type. Safe for use by any thread.
 *
 * <pre>{@code
 * Message message = json.message("said", new Said("anna", "hello"));
 *
 * TypedText said = json.read(text);
 * if ("say".equals(said.type())) {
 *   chat.say((Say) json.bind(said, Say.class));
 * }
 * }</pre>
 */
public final class TypedJson {
  private static final System.Logger LOG = System.getLogger(TypedJson.class.getName());

  // made when they are first asked for: not everyone who sends has them
  private volatile @Nullable Jsonb jsonb;
  private volatile @Nullable JsonProvider provider;

  /** Uses a JSON-B of its own, with defaults. */
  public TypedJson() {}

  /** Uses the JSON-B of the application. */
  public TypedJson(Jsonb jsonb) {
    this.jsonb = jsonb;
  }

  /**
   * Returns an object with the type as its first member, and then the members of what JSON-B makes
   * of the body.
   *
   * @param body null for an object that has nothing but its type
   * @throws IllegalArgumentException if JSON-B makes no object of it, or one with a member {@code
   *     "type"}
   */
  public Message message(String type, @Nullable Object body) {
    String head = "{\"type\":" + provider().createValue(type);
    if (body == null) {
      return Message.json(MediaType.JSON, head + "}");
    }
    String json = jsonb().toJson(body).strip();
    if (!json.startsWith("{")) {
      throw new IllegalArgumentException(
          "a typed message has an object as its body, such as a record or a map; JSON-B makes %s of %s"
              .formatted(kind(json), body.getClass().getName()));
    }
    // most bodies have the word nowhere, so that they need not be parsed
    if (json.contains("\"type\"") && saysType(json)) {
      throw new IllegalArgumentException(
          "the JSON of %s has a member \"type\", which is for \"%s\""
              .formatted(body.getClass().getName(), type));
    }
    String comma = isEmpty(json) ? "" : ",";
    return Message.json(MediaType.JSON, head + comma + json.substring(1));
  }

  /** Returns the JSON that JSON-B makes of a value, of whatever kind. */
  public Message json(@Nullable Object value) {
    return Message.json(MediaType.JSON, value == null ? "null" : jsonb().toJson(value));
  }

  /**
   * Reads a text to its end.
   *
   * @throws InvalidMessageException with {@code invalid-json} if it is not one JSON object, says
   *     its type twice, or is nested too deep
   */
  public TypedText read(String text) {
    try (JsonParser parser = provider().createParser(new StringReader(text))) {
      return TypedText.read(parser, text);
    }
  }

  /**
   * Makes an object of a text that was read.
   *
   * @param type {@link String} for the text itself, {@link JsonObject}, or anything that JSON-B can
   *     make of an object, which ignores the member {@code "type"} if that has none
   * @throws InvalidMessageException with {@code invalid-message} if JSON-B cannot make it of this
   *     text, or it does not let itself be made
   */
  public Object bind(TypedText text, Type type) {
    if (type == String.class) {
      return text.text();
    }
    if (type == JsonObject.class) {
      return object(text.text());
    }
    Object bound;
    try {
      bound = jsonb().fromJson(text.text(), type);
    } catch (RuntimeException e) { // constructors, setters and adapters throw what they like
      LOG.log(Level.DEBUG, () -> "a message does not bind to " + type.getTypeName(), e);
      throw InvalidMessageException.doesNotFit(e);
    }
    if (bound == null) {
      throw InvalidMessageException.doesNotFit(
          new IllegalStateException("JSON-B makes null of it for " + type.getTypeName()));
    }
    return bound;
  }

  private JsonObject object(String text) {
    try (JsonReader reader = provider().createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private boolean saysType(String json) {
    try (JsonParser parser = provider().createParser(new StringReader(json))) {
      return TypedText.saysType(parser);
    }
  }

  private static boolean isEmpty(String object) {
    int at = 1;
    while (Character.isWhitespace(object.charAt(at))) {
      at++;
    }
    return object.charAt(at) == '}';
  }

  private static String kind(String json) {
    if (json.startsWith("[")) {
      return "an array";
    }
    return json.startsWith("\"") ? "a string" : "no object";
  }

  private Jsonb jsonb() {
    Jsonb known = jsonb;
    if (known == null) {
      known = JsonbBuilder.create(); // twice at the same time does no harm
      jsonb = known;
    }
    return known;
  }

  private JsonProvider provider() {
    JsonProvider known = provider;
    if (known == null) {
      known = JsonProvider.provider();
      provider = known;
    }
    return known;
  }
}
