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
 *     to 256 characters. Null if it belongs to none
 * @param line the place in a stream, if the key belongs to no window but to a line of one: of such
 *     keys, too, only the newest are remembered. Null if the key is remembered for the whole time
 * @param owner who publishes, for what one caller may have of all keys; null if that is not bounded
 */
public record PublishKey(
    String scope,
    String fingerprint,
    @Nullable String window,
    @Nullable Line line,
    @Nullable Owner owner) {
  private static final int MAX_LENGTH = 256;

  /**
   * The place of a line in a stream.
   *
   * @param stream identifies the stream; 1 to 256 characters
   * @param number the number of the line, at least 1
   * @param inOrder whether each line of the stream is published only after the line before it has
   *     been. Then, when a line is known to be published, those before it are
   */
  public record Line(String stream, long number, boolean inOrder) {
    /** Throws {@link IllegalArgumentException} for a text or a number that is out of bounds. */
    public Line {
      if (isOutOfBounds(stream) || number < 1) {
        throw new IllegalArgumentException(
            "a stream has 1 to %d characters, not %d, and lines from 1, not %d"
                .formatted(MAX_LENGTH, stream.length(), number));
      }
    }
  }

  /**
   * Who publishes.
   *
   * @param name the same for all keys of one caller
   * @param stranger whether nothing but an address is known of the caller
   */
  public record Owner(String name, boolean stranger) {}

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
    if (window != null && line != null) {
      throw new IllegalArgumentException("a key of a line belongs to no window");
    }
  }

  /** Creates a key whose owner is not bounded. */
  public PublishKey(String scope, String fingerprint, @Nullable String window) {
    this(scope, fingerprint, window, null, null);
  }

  /** Creates a key that is remembered for the whole time. */
  public PublishKey(String scope, String fingerprint) {
    this(scope, fingerprint, null);
  }

  private static boolean isOutOfBounds(String text) {
    return text.isEmpty() || text.length() > MAX_LENGTH;
  }
}
