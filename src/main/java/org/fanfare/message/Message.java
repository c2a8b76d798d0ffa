package org.fanfare.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A message: text, JSON or bytes, with a content type.
 *
 * <p>Text and JSON are stored as UTF-8. Whoever creates a JSON message guarantees that it is one
 * JSON value, because it is embedded without another check. Immutable; safe for use by any thread.
 */
public final class Message {
  /** How a message is represented in a text format. */
  public enum Kind {
    /** UTF-8 text. */
    TEXT,
    /** One JSON value in UTF-8. */
    JSON,
    /** Bytes, which a text format represents as base64. */
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

  /** Creates a text message of type {@code text/plain}. */
  public static Message text(String text) {
    return text(MediaType.TEXT, text);
  }

  /** Creates a text message of a given type. */
  public static Message text(MediaType type, String text) {
    return new Message(Kind.TEXT, type.toString(), text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Creates a JSON message of a given type; the caller has checked that {@code json} is one value.
   */
  public static Message json(MediaType type, String json) {
    return new Message(Kind.JSON, type.toString(), json.getBytes(StandardCharsets.UTF_8));
  }

  /** Creates a message of bytes of a given type; the bytes are copied. */
  public static Message bytes(MediaType type, byte[] bytes) {
    return new Message(Kind.BYTES, type.toString(), bytes.clone());
  }

  /** Returns how this message is represented. */
  public Kind kind() {
    return kind;
  }

  /** Returns the content type. */
  public String type() {
    return type;
  }

  /** Returns the size of the content in bytes. */
  public int size() {
    return content.length;
  }

  /**
   * Returns the number of bytes that a text takes in UTF-8, without encoding it. Each half of a
   * surrogate pair counts for two of its four bytes.
   */
  public static int utf8Length(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return length;
  }

  /** Returns the content of a text or JSON message. */
  public String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** Returns the content as a new read-only buffer with its own position. */
  public ByteBuffer content() {
    return ByteBuffer.wrap(content).asReadOnlyBuffer();
  }

  /** Returns a copy of the content. */
  public byte[] toBytes() {
    return content.clone();
  }

  @Override
  public String toString() {
    return kind + " " + type + " of " + content.length + " bytes";
  }
}
