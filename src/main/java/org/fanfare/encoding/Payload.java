package org.fanfare.encoding;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A piece of what a client is sent: text, or bytes. A WebSocket carries each in a message of its
 * own, an HTTP response one after the other.
 *
 * <p>Safe for use by any thread.
 */
public final class Payload extends Derived {
  /** What a payload takes in the heap besides its content, roughly. */
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
   * Text.
   *
   * @param source what was encoded, or null of what is for one client alone
   */
  public static Payload text(@Nullable Encodable source, String text) {
    return new Payload(source, true, text, null);
  }

  /**
   * Text that is in UTF-8 already.
   *
   * @param source what was encoded, or null of what is for one client alone
   * @param utf8 the text; it must never be changed
   */
  public static Payload utf8(@Nullable Encodable source, byte[] utf8) {
    return new Payload(source, true, null, utf8);
  }

  /**
   * Bytes that are no text.
   *
   * @param source what was encoded, or null of what is for one client alone
   * @param bytes the bytes; they must never be changed
   */
  public static Payload bytes(@Nullable Encodable source, byte[] bytes) {
    return new Payload(source, false, null, bytes);
  }

  /** Whether it is text. */
  public boolean isText() {
    return isText;
  }

  /** The text; of bytes that are no text it is meaningless. */
  public String text() {
    return text == null ? encoded(TEXT) : text;
  }

  /** The bytes, of a text in UTF-8; shared by all who are sent it, and never to be changed. */
  public byte[] bytes() {
    return bytes == null ? encoded(UTF_8) : bytes;
  }

  /** Counts the bytes that it has, of a text in UTF-8. */
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
