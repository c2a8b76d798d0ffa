package org.fanfare.message;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The unguessable name of a channel, which is the mailbox of one connection. Whoever knows the name
 * may send to the channel.
 *
 * <p>It consists of 144 random bits as 24 characters of base64url. {@link #toString} shows only the
 * first characters, so that a log line does not reveal the capability. Immutable; safe for use by
 * any thread.
 *
 * @param value the complete name, 22 to 64 characters
 */
public record ChannelName(String value) {
  private static final int RANDOM_BYTES = 18;
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]{22,64}");

  /** Throws {@link IllegalArgumentException} for a text that is not a valid channel name. */
  public ChannelName {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a channel name is 22 to 64 characters of A-Z a-z 0-9 _ -");
    }
  }

  /** Makes a new name that is unique and cannot be guessed. */
  public static ChannelName random(SecureRandom random) {
    byte[] bits = new byte[RANDOM_BYTES];
    random.nextBytes(bits);
    return new ChannelName(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  @Override
  public String toString() {
    return value.substring(0, 4) + "…";
  }
}
