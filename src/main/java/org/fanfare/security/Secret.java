package org.fanfare.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A text that nobody can guess, and what is kept of it. Pure functions.
 *
 * <p>Whoever reads what a node holds in memory, or in a dump of it, does not learn a secret that
 * still works: only the hash is kept. A secret of 192 random bits needs no salt and no slow hash.
 */
final class Secret {
  private static final int BYTES = 24;

  private Secret() {}

  /** Returns a new one: 192 random bits in base64url, 32 characters. */
  static String random(SecureRandom random) {
    byte[] bits = new byte[BYTES];
    random.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  /** Returns the SHA-256 of a text in hexadecimal digits. */
  static String hash(String text) {
    return HexFormat.of().formatHex(sha256(text));
  }

  /** Returns the SHA-256 of a text. */
  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
