package org.fanfare.transport.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.fanfare.connection.Ended;
import org.fanfare.message.Message;
import org.fanfare.transport.UnfinishedMessage;
import org.jspecify.annotations.Nullable;

/**
 * Assembles a client's messages from their parts, up to a maximum size, and to what the node may
 * hold of all unfinished messages.
 *
 * <p>Used by one callback of the session at a time, as the standard guarantees, except for {@link
 * #end}. The parts of a text are held as UTF-8. A text that arrives in one part is passed on as it
 * is.
 */
final class MessageAssembly {
  private final int maxSize;
  private final UnfinishedMessage begun;
  private boolean inParts;
  private long size;
  private String half = ""; // of a surrogate pair split between two parts
  private @Nullable Ended refusal;

  /**
   * @param maxSize the maximum size of a message in bytes; for a text, of its UTF-8
   * @param begun holds the parts
   */
  MessageAssembly(int maxSize, UnfinishedMessage begun) {
    this.maxSize = maxSize;
    this.begun = begun;
  }

  /** Returns why no more parts are accepted and nothing is held; null if parts are accepted. */
  @Nullable Ended refusal() {
    return refusal;
  }

  /** Adds a part. Returns the whole text if it was the last part, otherwise null. */
  @Nullable String text(String part, boolean last) {
    if (!grow(Message.utf8Length(part))) {
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

  /** Adds a part. Returns all bytes of the message if it was the last part, otherwise null. */
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

  /** Releases what is held, because the client is gone. May be called by any thread; idempotent. */
  void end() {
    begun.end();
  }

  private boolean grow(long more) {
    size += more;
    if (size > maxSize) {
      refuse(Ended.TOO_LARGE);
    }
    return refusal == null;
  }

  private void refuse(Ended why) {
    refusal = refusal == null ? why : refusal;
    begun.end();
  }

  /**
   * Returns the UTF-8 of a part, without half of a surrogate pair at its end, which is kept for the
   * next part. Returns null if there is half of a pair elsewhere.
   */
  private byte @Nullable [] utf8(String part, boolean last) {
    String text = half + part;
    int end = text.length();
    boolean split = !last && end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    half = split ? text.substring(end - 1) : "";
    String whole = split ? text.substring(0, end - 1) : text;
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
    if (bytes.length != Message.utf8Length(whole)) {
      refuse(Ended.INVALID_TEXT);
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
}
