package org.fanfare.redis;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.fanfare.message.ChannelName;
import org.jspecify.annotations.Nullable;

/**
 * What a node is called from its start to its end: 64 random bits, as 11 characters of base64url.
 *
 * <p>The name of a channel begins with the tag of the node that owns it, and goes on with the 24
 * random characters of every channel's name. So a name shows that two channels are on the same node,
 * and nothing else. Immutable; safe for use by any thread.
 *
 * @param value the characters
 */
record NodeTag(String value) {
  /** The number of characters. */
  static final int LENGTH = 11;

  private static final int NAME_LENGTH = LENGTH + 24;

  /** The last character has four bits. */
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]{10}[AEIMQUYcgkosw048]");

  /** Throws {@link IllegalArgumentException} for a text that is not a tag. */
  NodeTag {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("a node's tag is 64 bits as 11 characters of base64url");
    }
  }

  /** Makes a new tag, which nobody can guess. */
  static NodeTag random(SecureRandom random) {
    byte[] bits = new byte[Long.BYTES];
    random.nextBytes(bits);
    return new NodeTag(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  /** Returns the tag of the node that owns a channel; null if no node gives such a name. */
  static @Nullable NodeTag of(ChannelName channel) {
    String name = channel.value();
    if (name.length() != NAME_LENGTH || !VALID.matcher(name.substring(0, LENGTH)).matches()) {
      return null;
    }
    return new NodeTag(name.substring(0, LENGTH));
  }

  /** Makes the name of a new channel of this node; it is unique, and cannot be guessed. */
  ChannelName channel(SecureRandom random) {
    return new ChannelName(value + ChannelName.random(random).value());
  }

  @Override
  public String toString() {
    return value;
  }
}
