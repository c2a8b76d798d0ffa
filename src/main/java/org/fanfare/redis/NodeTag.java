package org.fanfare.redis;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.fanfare.message.ChannelName;
import org.jspecify.annotations.Nullable;

/**
 * What tells a node from all others, from its start to its end: 64 random bits, as 11 characters of
 * base64url. The names of its channels begin with it, so that whoever sends to one knows which node
 * has it. Immutable; safe for use by any thread.
 *
 * @param value the 11 characters
 */
record NodeTag(String value) {
  /** The number of characters. */
  static final int LENGTH = 11;

  private static final int RANDOM_BYTES = 8;
  private static final int CHANNEL_LENGTH = LENGTH + 24; // what is random in a channel's name
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]{11}");

  /** Throws {@link IllegalArgumentException} for a text that is not a tag. */
  NodeTag {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("the tag of a node is 11 characters of A-Z a-z 0-9 _ -");
    }
  }

  /** Makes the tag of a node that starts. */
  static NodeTag random(SecureRandom random) {
    byte[] bits = new byte[RANDOM_BYTES];
    random.nextBytes(bits);
    return new NodeTag(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  /** Returns the tag of the node that has a channel; null if the name is none of any node. */
  static @Nullable NodeTag of(ChannelName channel) {
    String name = channel.value();
    return name.length() == CHANNEL_LENGTH ? new NodeTag(name.substring(0, LENGTH)) : null;
  }

  /** Makes the name of a new channel of this node, which cannot be guessed. */
  ChannelName newChannel(SecureRandom random) {
    return new ChannelName(value + ChannelName.random(random).value());
  }
}
