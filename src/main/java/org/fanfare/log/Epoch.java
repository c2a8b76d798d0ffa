package org.fanfare.log;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * The identifier of one life of a group's log: 64 random bits. A new epoch means that the offsets
 * started again.
 *
 * @param bits the identifier
 */
public record Epoch(long bits) {
  /** Creates the epoch of a new life. */
  public static Epoch random(RandomGenerator random) {
    return new Epoch(random.nextLong());
  }

  @Override
  public String toString() {
    return text(bits);
  }

  /** Returns 64 bits as 11 characters of base64url. */
  static String text(long bits) {
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(bits).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The inverse of {@link #text}; throws {@link IllegalArgumentException} for other texts. */
  static long bits(String text) {
    return ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)).getLong();
  }
}
