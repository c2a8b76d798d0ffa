package org.fanfare.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What someone sends: text, JSON or bytes, with a content type.
 *
 * <p>Text and JSON are kept as UTF-8. That a JSON message is one JSON value is a promise of whoever
 * made it: it is embedded as it is. Immutable; safe for use by any thread.
 */
public final class Message {
  /** How a message is carried on a face that is text. */
  public enum Kind {
    /** UTF-8 text. */
    TEXT,
    /** One JSON value in UTF-8. */
    JSON,
    /** Bytes, which a text face shows as base64. */
    BYTES
  }

  private final Kind kind;
  private final String type;
  private final byte[] content;

  private Message(Kind kind, String type, byte[] content) {
    this.kind = kind;
    this.type = type;
    this.content = content;
  }

  /** A text of type {@code text/plain}. */
  public static Message text(String text) {
    return text(MediaType.TEXT, text);
  }

  /** A text of a given type. */
  public static Message text(MediaType type, String text) {
    return new Message(Kind.TEXT, type.toString(), text.getBytes(StandardCharsets.UTF_8));
  }

  /** A JSON value of a given type; the caller has checked that {@code json} is one. */
  public static Message json(MediaType type, String json) {
    return new Message(Kind.JSON, type.toString(), json.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes of a given type; they are copied. */
  public static Message bytes(MediaType type, byte[] bytes) {
    return new Message(Kind.BYTES, type.toString(), bytes.clone());
  }

  /** How this message is carried. */
  public Kind kind() {
    return kind;
  }

  /** The content type. */
  public String type() {
    return type;
  }

  /** The number of bytes of the content. */
  public int size() {
    return content.length;
  }

  /** The content of a text or JSON message. */
  public String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** The content as a read-only buffer of its own position. */
  public ByteBuffer content() {
    return ByteBuffer.wrap(content).asReadOnlyBuffer();
  }

  /** A copy of the content. */
  public byte[] toBytes() {
    return content.clone();
  }

  @Override
  public String toString() {
    return kind + " " + type + " of " + content.length + " bytes";
  }
}
