package org.fanfare.log;

/**
 * A position in one group: everything up to and including {@code offset} has been read.
 *
 * @param epoch the life of the log that the offset belongs to
 * @param offset the last offset read, 0 before the first; never the largest {@code long}, so that
 *     there is a next one
 */
public record Position(Epoch epoch, long offset) {
  /** Throws {@link IllegalArgumentException} for an offset that no publication has. */
  public Position {
    if (offset < 0 || offset == Long.MAX_VALUE) {
      throw new IllegalArgumentException(
          "an offset is at least 0 and has a next one, is " + offset);
    }
  }
}
