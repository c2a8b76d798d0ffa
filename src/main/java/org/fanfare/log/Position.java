package org.fanfare.log;

/**
 * A place in one group: everything up to and with {@code offset} has been read.
 *
 * @param epoch the life of the log that the offset belongs to
 * @param offset the last offset read, 0 before the first
 */
public record Position(Epoch epoch, long offset) {
  /** Throws {@link IllegalArgumentException} for a negative offset. */
  public Position {
    if (offset < 0) {
      throw new IllegalArgumentException("an offset is at least 0, is " + offset);
    }
  }
}
