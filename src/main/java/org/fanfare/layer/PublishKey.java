package org.fanfare.layer;

import org.jspecify.annotations.Nullable;

/**
 * The idempotency key of a publish. While the layer {@linkplain
 * org.fanfare.layer.ChannelLayer#publish remembers keys}, a publish with the same scope and window
 * to the same group happens only once.
 *
 * @param scope identifies who publishes, to which groups, and the key that the publisher chose; 1
 *     to 256 characters. The layer stores it
 * @param fingerprint distinguishes this message from every other; 1 to 256 characters
 * @param window the window to which the key belongs: of its keys only the newest are remembered; 1
 *     to 256 characters. Null if the key is remembered for the whole time
 */
public record PublishKey(String scope, String fingerprint, @Nullable String window) {
  private static final int MAX_LENGTH = 256;

  /** Throws {@link IllegalArgumentException} for a text that is empty or too long. */
  public PublishKey {
    if (isOutOfBounds(scope)
        || isOutOfBounds(fingerprint)
        || (window != null && isOutOfBounds(window))) {
      throw new IllegalArgumentException(
          "scope, fingerprint and window have 1 to %d characters, not %d, %d and %d"
              .formatted(
                  MAX_LENGTH,
                  scope.length(),
                  fingerprint.length(),
                  window == null ? 1 : window.length()));
    }
  }

  /** Creates a key that is remembered for the whole time. */
  public PublishKey(String scope, String fingerprint) {
    this(scope, fingerprint, null);
  }

  private static boolean isOutOfBounds(String text) {
    return text.isEmpty() || text.length() > MAX_LENGTH;
  }
}
