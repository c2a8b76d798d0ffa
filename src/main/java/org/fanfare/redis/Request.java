package org.fanfare.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.fanfare.log.Epoch;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a group's log, as a script and its words. Every request carries the fence.
 *
 * @param <R> the type of the answer
 */
interface Request<R> {
  /**
   * What a script compares before it does anything.
   *
   * @param life the life of the server, as it was read on the link that the script runs on
   * @param seen the life in the group's meta, if it is another one and the node has looked again;
   *     else null
   * @param epoch the epoch of a life of the group, if one begins
   * @param begin whether one may begin
   * @param shift milliseconds to be added to the store's time; 0 outside of tests
   */
  record Fence(long life, @Nullable Long seen, Epoch epoch, boolean begin, long shift) {
    List<byte[]> words(GroupPolicy policy) {
      return List.of(
          word(life),
          seen == null ? new byte[0] : word(seen),
          word(epoch.bits()),
          text(begin ? 1 : 0),
          text(policy.age().toMillis()),
          text(policy.idle().toMillis()),
          text(shift));
    }
  }

  GroupName group();

  GroupPolicy policy();

  Script script();

  List<byte[]> keys(Keys keys);

  List<byte[]> arguments(Fence fence, Keys keys);

  /**
   * Returns the request that answers the same without needing memory of the store, for when it is
   * full; null if there is none.
   */
  default @Nullable Request<R> withoutMemory() {
    return null;
  }

  /** Reads a reply; throws {@link IllegalArgumentException} if it is not one of the script's. */
  R answer(List<Object> reply);

  /** Returns 64 bits as the scripts take them. */
  static byte[] word(long bits) {
    return ByteBuffer.allocate(Long.BYTES).putLong(bits).array();
  }

  /** Returns a number as the scripts take it. */
  static byte[] text(long number) {
    return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns a word as the scripts take it. */
  static byte[] text(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns the word that a reply begins with. */
  static String wordOf(List<Object> reply) {
    return new String((byte[]) reply.get(0), StandardCharsets.US_ASCII);
  }

  /** Returns 64 bits of a reply. */
  static long bits(Object word) {
    return ByteBuffer.wrap((byte[]) word).getLong();
  }
}
