package org.fanfare.log;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * One life of a group's log: 64 random bits. A new epoch means that offsets started again.
 *
 * @param bits the id
 */
public record Epoch(long bits) {
  /** Begins a life. */
  public static Epoch random(RandomGenerator random) {
    return new Epoch(random.nextLong());
  }

  @Override
  public String toString() {
    return text(bits);
  }

  /** 64 bits as 11 characters of base64url. */
  static String text(long bits) {
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(bits).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The reverse of {@link #text}; throws {@link IllegalArgumentException} for anything else. */
  static long bits(String text) {
    return ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)).getLong();
  }
}
