package org.fanfare.encoding;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A unit of what is sent to a client: text or bytes. A WebSocket sends each payload as a separate
 * message; an HTTP response contains them one after the other.
 *
 * <p>Safe for use by any thread.
 */
public final class Payload extends Derived {
  /** Approximate heap overhead of a payload besides its content, in bytes. */
  public static final long OVERHEAD = 40;

  private static final WireFormat<Payload, String> TEXT =
      new WireFormat<>(
          "text",
          payload -> new String(payload.known(), StandardCharsets.UTF_8),
          text -> text.length() + 56L);

  private static final WireFormat<Payload, byte[]> UTF_8 =
      new WireFormat<>(
          "utf-8",
          payload -> payload.text().getBytes(StandardCharsets.UTF_8),
          utf8 -> utf8.length + 16L);

  private final boolean isText;
  private final @Nullable String text;
  private final byte @Nullable [] bytes;

  private Payload(
      @Nullable Encodable source, boolean isText, @Nullable String text, byte @Nullable [] bytes) {
    super(source);
    this.isText = isText;
    this.text = text;
    this.bytes = bytes;
  }

  private static int utf8Length(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return length;
  }

  /**
   * Creates a text payload.
   *
   * @param source the object that was encoded; null for content that is for a single client
   */
  public static Payload text(@Nullable Encodable source, String text) {
    return new Payload(source, true, text, null);
  }

  /**
   * Creates a text payload from its UTF-8 bytes.
   *
   * @param source the object that was encoded; null for content that is for a single client
   * @param utf8 the text; the array must never be changed
   */
  public static Payload utf8(@Nullable Encodable source, byte[] utf8) {
    return new Payload(source, true, null, utf8);
  }

  /**
   * Creates a payload of bytes that are not text.
   *
   * @param source the object that was encoded; null for content that is for a single client
   * @param bytes the content; the array must never be changed
   */
  public static Payload bytes(@Nullable Encodable source, byte[] bytes) {
    return new Payload(source, false, null, bytes);
  }

  /** Returns whether it is text. */
  public boolean isText() {
    return isText;
  }

  /** Returns the text; the result is meaningless for bytes that are not text. */
  public String text() {
    return text == null ? encoded(TEXT) : text;
  }

  /**
   * Returns the bytes, for text in UTF-8. All recipients share the array; it must not be changed.
   */
  public byte[] bytes() {
    return bytes == null ? encoded(UTF_8) : bytes;
  }

  /** Returns the size in bytes, for text in UTF-8. */
  int size() {
    return text == null ? known().length : utf8Length(text);
  }

  private byte[] known() {
    if (bytes == null) {
      throw new IllegalStateException("a payload has text or bytes");
    }
    return bytes;
  }
}
