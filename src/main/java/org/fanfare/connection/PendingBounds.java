package org.fanfare.connection;

/**
 * The maximum number of bytes that may have been passed to the server and are not known to have
 * left it.
 *
 * @param each the maximum of one WebSocket, in bytes
 * @param total the maximum of all connections of the node together, in bytes, beyond the part that
 *     each of them always has
 */
public record PendingBounds(long each, long total) {
  private static final int OWN_PARTS = 64;
  private static final int SHARES = 4;

  /**
   * Throws {@link IllegalArgumentException} if {@code each} is less than 64, or greater than {@code
   * total}.
   */
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

  /** Returns the bytes that each connection may have pending without taking them from the total. */
  long own() {
    return each / OWN_PARTS;
  }

  /** Returns the maximum that one event stream may take of the total. */
  long share() {
    return Math.max(each, total / SHARES);
  }
}
