package org.fanfare.layer;

/**
 * The idempotency key of a publish. While the layer {@linkplain
 * org.fanfare.layer.ChannelLayer#publish remembers keys}, a publish with the same scope to the same
 * group happens only once.
 *
 * @param scope identifies who publishes, to which groups, and the key that the publisher chose; 1
 *     to 256 characters. The layer stores it
 * @param fingerprint distinguishes this message from every other; 1 to 256 characters
 */
public record PublishKey(String scope, String fingerprint) {
  private static final int MAX_LENGTH = 256;

  /** Throws {@link IllegalArgumentException} for a text that is empty or too long. */
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
