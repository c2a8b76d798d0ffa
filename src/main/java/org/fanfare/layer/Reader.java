package org.fanfare.layer;

import org.fanfare.log.Position;
import org.fanfare.log.Reading;
import org.fanfare.message.GroupName;

/**
 * A moving position: one connection's view of one group.
 *
 * <p>Used on the executor it was opened with, one call at a time; {@link #close} may be called by
 * any thread.
 */
public interface Reader {
  /** Returns the group that is read. */
  GroupName group();

  /**
   * Returns the position of this reader: everything up to it has been returned, or named in a gap.
   */
  Position position();

  /**
   * Returns the last offset that the group had when this reader was opened or, after its life has
   * ended, when the reader came to the next one. A layer that learns it late may return a smaller
   * one.
   */
  long headWhenOpened();

  /**
   * Returns what can be read now without waiting, and moves past it.
   *
   * @param batch the batch that the reader was woken with, during that call; else {@link
   *     Batch#NONE}
   * @param maxBytes the maximum total size of messages in bytes; a single message may exceed it
   * @param most the maximum number of publications, at least 1
   */
  Reading read(Batch batch, long maxBytes, int most);

  /** Reads outside a round, without a bound of its own for the number of publications. */
  default Reading read(long maxBytes) {
    return read(Batch.NONE, maxBytes, Integer.MAX_VALUE);
  }

  /**
   * Returns whether publications may currently not arrive here, because the layer has lost its
   * connection to the other nodes. Nothing is lost silently: publications arrive later, or are
   * named in a gap.
   */
  boolean isInterrupted();

  /** Closes this reader and releases what it held. Idempotent. */
  void close();
}
