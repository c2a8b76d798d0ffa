package org.fanfare.connection;

/**
 * How many bytes may have been given to the server without a sign that they have left it.
 *
 * @param each the most of one WebSocket
 * @param total the most of all connections of the node, beyond what each may have whatever the
 *     others have
 */
public record PendingBounds(long each, long total) {
  private static final int OWN_PARTS = 64;
  private static final int SHARES = 4;

  /** Throws {@link IllegalArgumentException} if one connection could never have what it may. */
  public PendingBounds {
    if (each < OWN_PARTS) {
      throw new IllegalArgumentException(
          "the bound of one connection is at least " + OWN_PARTS + " bytes, not " + each);
    }
    if (total < each) {
      throw new IllegalArgumentException(
          "the bound of all connections ("
              + total
              + " bytes) is smaller than that of one ("
              + each
              + " bytes)");
    }
  }

  /** What each connection may have that is not taken of the total. */
  long own() {
    return each / OWN_PARTS;
  }

  /** The most that one event stream may take of the total. */
  long share() {
    return Math.max(each, total / SHARES);
  }
}
