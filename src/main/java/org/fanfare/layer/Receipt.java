package org.fanfare.layer;

import org.fanfare.log.Position;

/**
 * What a publisher is given for a message that is in a group's log.
 *
 * @param position the place of a reader that has just read it
 * @param time when it was appended, in milliseconds since 1970
 * @param replayed whether an earlier publish with the same key put it there
 */
public record Receipt(Position position, long time, boolean replayed) {
  /** Its place in the group, 1 for the first of an epoch. */
  public long offset() {
    return position.offset();
  }

  /** The same, for whoever asks again. */
  public Receipt again() {
    return new Receipt(position, time, true);
  }
}
