package org.fanfare.transport.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.fanfare.connection.CloseReason;
import org.fanfare.transport.UnfinishedMessage;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of a client's message together, up to a bound of its own and to what the node may
 * hold of all.
 *
 * <p>Used by one callback of the session at a time, as the standard promises, but for {@link #end}.
 * A text is kept as UTF-8; one that comes whole is handed on as it is.
 */
final class MessageAssembly {
  private final int maxSize;
  private final UnfinishedMessage begun;
  private boolean inParts;
  private long size;
  private String half = ""; // of a surrogate pair that the next part goes on with
  private @Nullable CloseReason refusal;

  /**
   * @param maxSize the most bytes; a text is counted as its UTF-8
   * @param begun holds the parts
   */
  MessageAssembly(int maxSize, UnfinishedMessage begun) {
    this.maxSize = maxSize;
    this.begun = begun;
  }

  /** Why no more is taken and nothing is kept, if that is so. */
  @Nullable CloseReason refusal() {
    return refusal;
  }

  /** Takes a part; gives the whole text when it was the last one. */
  @Nullable String text(String part, boolean last) {
    if (!grow(utf8Length(part))) {
      return null;
    }
    if (last && !inParts) {
      size = 0;
      return part;
    }
    byte[] utf8 = utf8(part, last);
    byte[] whole = utf8 == null ? null : join(utf8, last);
    return whole == null ? null : new String(whole, StandardCharsets.UTF_8);
  }

  /** Takes a part; gives all bytes when it was the last one. */
  byte @Nullable [] bytes(ByteBuffer part, boolean last) {
    if (!grow(part.remaining())) {
      return null;
    }
    byte[] copy = new byte[part.remaining()];
    part.get(copy);
    if (last && !inParts) {
      size = 0;
      return copy;
    }
    return join(copy, last);
  }

  /** The client has gone: nothing is kept any more. May be called by any thread; idempotent. */
  void end() {
    begun.end();
  }

  private boolean grow(long more) {
    size += more;
    if (size > maxSize) {
      refuse(CloseReason.TOO_LARGE);
    }
    return refusal == null;
  }

  private void refuse(CloseReason why) {
    refusal = refusal == null ? why : refusal;
    begun.end();
  }

  /** A part, but for half of a surrogate pair at its end; null if there is one elsewhere. */
  private byte @Nullable [] utf8(String part, boolean last) {
    String text = half + part;
    int end = text.length();
    boolean split = !last && end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    half = split ? text.substring(end - 1) : "";
    String whole = split ? text.substring(0, end - 1) : text;
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
    if (bytes.length != utf8Length(whole)) {
      refuse(CloseReason.INVALID_TEXT);
      return null;
    }
    return bytes;
  }

  private byte @Nullable [] join(byte[] bytes, boolean last) {
    if (!begun.add(bytes, 0, bytes.length) || !(last || begun.hold())) {
      refuse(begun.refusal());
      return null;
    }
    inParts = !last;
    if (!last) {
      return null;
    }
    size = 0;
    return begun.take();
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
