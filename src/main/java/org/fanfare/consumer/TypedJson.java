package org.fanfare.consumer;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.StringReader;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/** Creates messages that are JSON objects with their type. Safe for use by any thread. */
final class TypedJson {
  private volatile @Nullable Jsonb jsonb; // created on first use: some servers have none

  /** Returns an object with the type first, then the members that JSON-B creates from the body. */
  Message message(String type, Object body) {
    String json = jsonb().toJson(body);
    JsonObject object = object(json, body);
    if (object.containsKey("type")) {
      throw new IllegalArgumentException(
          "the JSON of %s has a member \"type\", which is for \"%s\""
              .formatted(body.getClass().getName(), type));
    }
    String members = json.strip().substring(1);
    String comma = object.isEmpty() ? "" : ",";
    return Message.json(MediaType.JSON, "{\"type\":" + Json.createValue(type) + comma + members);
  }

  private Jsonb jsonb() {
    Jsonb known = jsonb;
    if (known == null) {
      known = JsonbBuilder.create(); // creating it twice does no harm
      jsonb = known;
    }
    return known;
  }

  private static JsonObject object(String json, Object body) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      JsonValue value = reader.readValue();
      if (value instanceof JsonObject object) {
        return object;
      }
      throw new IllegalArgumentException(
          "a typed message has an object as its body, such as a record or a map; JSON-B makes %s of %s"
              .formatted(value.getValueType(), body.getClass().getName()));
    }
  }
}
