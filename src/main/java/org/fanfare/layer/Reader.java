package org.fanfare.layer;

import org.fanfare.log.Position;
import org.fanfare.log.Reading;
import org.fanfare.message.GroupName;

/**
 * A cursor that moves: one connection's view of one group.
 *
 * <p>Used on the executor it was opened with, one call at a time; {@link #close} may come from any
 * thread.
 */
public interface Reader {
  /** The group. */
  GroupName group();

  /** Where this reader is: it has given everything up to here, or named it in a gap. */
  Position position();

  /**
   * The last offset that the group had when this reader was opened; a layer that is told it late
   * may give a smaller one.
   */
  long headWhenOpened();

  /**
   * Gives what can be read now without waiting, and moves on past it.
   *
   * @param batch what the reader was woken with, while it is being woken; else {@link Batch#NONE}
   * @param maxBytes the most bytes of messages to give; one message is given however large it is
   * @param most the most publications to give, at least 1
   */
  Reading read(Batch batch, long maxBytes, int most);

  /** The same for itself, without a bound of its own for the number of publications. */
  default Reading read(long maxBytes) {
    return read(Batch.NONE, maxBytes, Integer.MAX_VALUE);
  }

  /**
   * Whether what is published may not come here at the moment, since the layer has lost what it
   * shares with other nodes. Nothing is missed: it comes later, or is named in a gap.
   */
  boolean isInterrupted();

  /** Ends this reader; what it held is released. Idempotent. */
  void close();
}
