package org.fanfare.redis;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.fanfare.log.Epoch;
import org.fanfare.log.Position;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a group's log in the store; a notification is the entry, byte for byte.
 *
 * <p>It consists of epoch, offset and time (8 bytes each, big-endian), then the body: the kind of
 * the message (1 byte), the length of its type (2 bytes), the type, the content.
 *
 * @param position the position of a reader that has just read it
 * @param time the store's time of the append, in milliseconds since 1970
 * @param message the message
 */
record Entry(Position position, long time, Message message) {
  /** The bytes of an entry before its body. */
  static final int HEAD = 3 * Long.BYTES;

  private static final byte TEXT = 0;
  private static final byte JSON = 1;
  private static final byte BYTES = 2;

  Epoch epoch() {
    return position.epoch();
  }

  long offset() {
    return position.offset();
  }

  /** Returns the body of an entry with this message. */
  static byte[] body(Message message) {
    byte[] type = message.type().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(1 + Short.BYTES + type.length + message.size())
        .put(numberOf(message.kind()))
        .putShort((short) type.length)
        .put(type)
        .put(message.content())
        .array();
  }

  private static byte numberOf(Message.Kind kind) {
    return switch (kind) {
      case TEXT -> TEXT;
      case JSON -> JSON;
      case BYTES -> BYTES;
    };
  }

  /** Reads an entry; throws {@link IllegalArgumentException} if it is not one. */
  static Entry of(byte[] packed) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(packed);
      Position position = new Position(new Epoch(bytes.getLong()), bytes.getLong());
      return new Entry(position, bytes.getLong(), message(bytes));
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(
          "%d bytes are not an entry of a log".formatted(packed.length), e);
    }
  }

  /**
   * Reads a body up to the end of the bytes. Throws {@link IllegalArgumentException}, or {@link
   * BufferUnderflowException}, if it is not one.
   */
  static Message message(ByteBuffer body) {
    int kind = body.get();
    byte[] type = new byte[Short.toUnsignedInt(body.getShort())];
    body.get(type);
    byte[] content = new byte[body.remaining()];
    body.get(content);
    return message(kind, type, content);
  }

  /** Reads an entry; returns null if it is not one. */
  static @Nullable Entry ofAny(byte[] packed) {
    try {
      return of(packed);
    } catch (IllegalArgumentException noEntry) {
      return null;
    }
  }

  private static Message message(int kind, byte[] type, byte[] content) {
    MediaType media = new MediaType(new String(type, StandardCharsets.US_ASCII), "");
    return switch (kind) {
      case TEXT -> Message.text(media, new String(content, StandardCharsets.UTF_8));
      case JSON -> Message.json(media, new String(content, StandardCharsets.UTF_8));
      case BYTES -> Message.bytes(media, content);
      default ->
          throw new IllegalArgumentException("there is no kind %d of messages".formatted(kind));
    };
  }
}
