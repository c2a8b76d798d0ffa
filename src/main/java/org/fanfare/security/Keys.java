package org.fanfare.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The secret keys with which back ends authenticate.
 *
 * <p>Only their SHA-256 hashes are kept. Immutable; safe for use by any thread.
 */
public final class Keys {
  /** The minimum length of a key, in characters. */
  public static final int MIN_LENGTH = 16;

  private static final Pattern VISIBLE = Pattern.compile("[!-~]+");
  private static final Pattern BEARER =
      Pattern.compile("bearer +([!-~]+) *", Pattern.CASE_INSENSITIVE);

  private final List<byte[]> hashes;

  /**
   * Stores the hashes of the keys.
   *
   * @throws IllegalArgumentException if a key is too short or cannot be sent in a header; the
   *     message identifies the key without showing it
   */
  public Keys(List<String> keys) {
    for (int i = 0; i < keys.size(); i++) {
      requireUsable("key " + (i + 1) + " of " + keys.size(), keys.get(i));
    }
    this.hashes = keys.stream().map(Keys::sha256).toList();
  }

  /**
   * Returns the identity of the sender of this {@code Authorization} header: {@code key:} and the
   * first eight hex digits of the key's SHA-256. Empty if there is no header, if it is not {@code
   * Bearer KEY}, or if the key is not in the settings.
   */
  public Optional<String> identityOf(@Nullable String authorization) {
    if (authorization == null) {
      return Optional.empty();
    }
    var bearer = BEARER.matcher(authorization);
    if (!bearer.matches()) {
      return Optional.empty();
    }
    byte[] presented = sha256(bearer.group(1));
    boolean known = false;
    for (byte[] hash : hashes) {
      // All keys are compared, so that the time reveals nothing about which one was similar.
      known |= MessageDigest.isEqual(hash, presented);
    }
    return known
        ? Optional.of("key:" + HexFormat.of().formatHex(presented, 0, 4))
        : Optional.empty();
  }

  private static void requireUsable(String which, String key) {
    if (key.length() < MIN_LENGTH) {
      throw new IllegalArgumentException(
          which + " has " + key.length() + " characters; right are at least " + MIN_LENGTH);
    }
    if (!VISIBLE.matcher(key).matches()) {
      throw new IllegalArgumentException(
          which + " has a blank or a character outside ASCII; right are visible ASCII characters");
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
