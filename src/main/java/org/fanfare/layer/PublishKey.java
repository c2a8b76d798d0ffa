package org.fanfare.layer;

/**
 * What makes a publish harmless to repeat: within the layer's {@linkplain
 * org.fanfare.layer.ChannelLayer#publish age of keys} the same scope in the same group is published
 * once.
 *
 * @param scope who publishes, to which groups, and the key that was chosen; not empty, at most 256
 *     characters. A layer keeps it
 * @param fingerprint what tells this message from every other; not empty, at most 256 characters
 */
public record PublishKey(String scope, String fingerprint) {
  private static final int MAX_LENGTH = 256;

  /** Throws {@link IllegalArgumentException} for texts beyond their bounds. */
  public PublishKey {
    if (isOutOfBounds(scope) || isOutOfBounds(fingerprint)) {
      throw new IllegalArgumentException(
          "scope and fingerprint have 1 to %d characters, not %d and %d"
              .formatted(MAX_LENGTH, scope.length(), fingerprint.length()));
    }
  }

  private static boolean isOutOfBounds(String text) {
    return text.isEmpty() || text.length() > MAX_LENGTH;
  }
}
