package org.fanfare.transport.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of a client's message together, up to a bound.
 *
 * <p>Used by one callback of the session at a time, as the standard promises.
 */
final class Assembly {
  private final int maxSize;
  private @Nullable StringBuilder text;
  private @Nullable ByteArrayOutputStream bytes;
  private long size;
  private boolean tooLarge;

  /**
   * @param maxSize the most bytes; a text is counted as its UTF-8
   */
  Assembly(int maxSize) {
    this.maxSize = maxSize;
  }

  /** Whether the message is above the bound; its parts are not kept then. */
  boolean isTooLarge() {
    return tooLarge;
  }

  /** Takes a part; gives the whole text when it was the last one. */
  @Nullable String text(String part, boolean last) {
    if (grow(utf8Length(part))) {
      return null;
    }
    if (last && text == null) {
      size = 0;
      return part;
    }
    StringBuilder whole = text == null ? new StringBuilder(part.length() * 2) : text;
    whole.append(part);
    text = last ? null : whole;
    size = last ? 0 : size;
    return last ? whole.toString() : null;
  }

  /** Takes a part; gives all bytes when it was the last one. */
  byte @Nullable [] bytes(ByteBuffer part, boolean last) {
    if (grow(part.remaining())) {
      return null;
    }
    byte[] copy = new byte[part.remaining()];
    part.get(copy);
    if (last && bytes == null) {
      size = 0;
      return copy;
    }
    ByteArrayOutputStream whole = bytes == null ? new ByteArrayOutputStream() : bytes;
    whole.writeBytes(copy);
    bytes = last ? null : whole;
    size = last ? 0 : size;
    return last ? whole.toByteArray() : null;
  }

  private boolean grow(long more) {
    size += more;
    if (size > maxSize) {
      tooLarge = true;
      text = null;
      bytes = null;
    }
    return tooLarge;
  }

  private static long utf8Length(String text) {
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // half of a surrogate pair counts for half of the four bytes
      length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return length;
  }
}
