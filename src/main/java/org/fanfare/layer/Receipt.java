package org.fanfare.layer;

import org.fanfare.log.Position;

/**
 * A publisher's receipt for a message that is in a group's log.
 *
 * @param position the position of a reader that has just read the message
 * @param time the time of the append, in milliseconds since 1970
 * @param replayed whether an earlier publish with the same key appended it
 */
public record Receipt(Position position, long time, boolean replayed) {
  /** Returns the message's offset in the group, 1 for the first of an epoch. */
  public long offset() {
    return position.offset();
  }

  /** Returns this receipt for a repeated publish, marked as replayed. */
  public Receipt again() {
    return new Receipt(position, time, true);
  }
}
