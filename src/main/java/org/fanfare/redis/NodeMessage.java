package org.fanfare.redis;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a node sends to the inbox of another: a request about a channel, or the answer to one.
 *
 * <p>As bytes, it begins with the version of this format (1 byte), the kind (1 byte) and the id of
 * the request (8 bytes, big-endian). What a node does not know, because a newer one has sent it, it
 * ignores.
 */
sealed interface NodeMessage permits ChannelRequest, ChannelAnswer {
  /** The version of the format. */
  byte VERSION = 1;

  /** The number of bytes that each begins with. */
  int HEAD = 2 + Long.BYTES;

  /** Returns the id of the request, which is unique among those of the node that asks. */
  long id();

  /** Returns it as bytes. */
  byte[] packed();

  /**
   * Reads what another node has sent; throws {@link IllegalArgumentException} if it is of another
   * version, of another kind, or not complete, or has more than belongs to it.
   */
  static NodeMessage of(byte[] packed) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(packed);
      byte version = bytes.get();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "version %d of messages between nodes is not known".formatted(version));
      }
      byte kind = bytes.get();
      long id = bytes.getLong();
      return kind == ChannelAnswer.KIND
          ? ChannelAnswer.read(id, bytes)
          : ChannelRequest.read(kind, id, bytes);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(
          "%d bytes are not a message between nodes".formatted(packed.length), e);
    }
  }

  /** Begins the bytes of a message. */
  static ByteBuffer begin(byte kind, long id, int size) {
    return ByteBuffer.allocate(HEAD + size).put(VERSION).put(kind).putLong(id);
  }

  /** Reads a name of a given number of characters. */
  static String name(ByteBuffer bytes, int length) {
    byte[] name = new byte[length];
    bytes.get(name);
    return new String(name, StandardCharsets.US_ASCII);
  }

  /** Returns a name as bytes. */
  static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
