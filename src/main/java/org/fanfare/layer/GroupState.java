package org.fanfare.layer;

import org.fanfare.log.Epoch;

/**
 * A group at one moment.
 *
 * @param epoch the epoch of its present life
 * @param first the oldest offset that its log retains; {@code head + 1} if it retains nothing
 * @param head the last offset that was given to a publication; 0 if none was
 * @param readers the number of readers of all nodes, as far as it is known
 */
public record GroupState(Epoch epoch, long first, long head, long readers) {}
