package org.fanfare.demo;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.fanfare.consumer.Refused;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * What a user is told. Immutable; safe for use by any thread.
 *
 * @param text what it says, not blank
 * @param at when it was told
 */
public record Notice(String text, Instant at) {
  private static final int MAX_BYTES = 2048;
  private static final String RIGHT =
      "send a text, or JSON such as {\"text\":\"Your parcel is there\"}";

  /**
   * Reads a notice from a body: a text, which is also what {@code curl -d} sends, or a JSON object
   * with the member {@code text}. No more of a body that is too large is read than shows that.
   *
   * @param type the content type; null if the client named none
   * @throws Refused if it is something else, and says what would be right
   */
  static Notice of(@Nullable String type, InputStream body) throws IOException {
    Message.Kind kind = kind(type);
    byte[] bytes = body.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new Refused(413, "too-large", "a notice has at most " + MAX_BYTES + " bytes");
    }
    String sent = text(bytes);
    String text = (kind == Message.Kind.JSON ? member(sent) : sent).strip();
    if (text.isEmpty()) {
      throw new Refused(400, "empty", "there is nothing to tell: " + RIGHT);
    }
    return new Notice(text, Instant.now());
  }

  private static Message.Kind kind(@Nullable String type) {
    Message.Kind kind = Message.Kind.BYTES;
    try {
      kind = type == null ? Message.Kind.TEXT : MediaType.parse(type).kind();
    } catch (IllegalArgumentException unreadable) {
      // is no type that can be told, either
    }
    if (kind == Message.Kind.BYTES) {
      throw new Refused(415, "unsupported-type", "bytes cannot be told: " + RIGHT);
    }
    return kind;
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException invalid) {
      throw new Refused(400, "invalid-text", "a notice is text in UTF-8");
    }
  }

  private static String member(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject().getString("text", "");
    } catch (RuntimeException invalid) { // what is nested too deep has no type of its own
      throw new Refused(400, "invalid-json", "this is not one JSON object: " + RIGHT);
    }
  }
}
