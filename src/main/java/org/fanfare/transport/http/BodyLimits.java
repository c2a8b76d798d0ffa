package org.fanfare.transport.http;

import java.time.Duration;

/**
 * The limits of bodies that are published.
 *
 * @param maxSize the maximum size of a message in bytes, be it a whole body or a line
 * @param timeout the time within which a plain body must be complete
 * @param streamIdle how long a stream of lines may be silent
 * @param strangerIdle how long one of a caller of whom only an address is known may be silent
 * @param maxAtOnce the maximum number of bodies that are read at the same time
 * @param leastRate the least bytes a second of a plain body, see {@link Arrival}; 0 for none
 */
public record BodyLimits(
    int maxSize,
    Duration timeout,
    Duration streamIdle,
    Duration strangerIdle,
    int maxAtOnce,
    int leastRate) {
  /** Returns how long a stream of lines of this caller may be silent. */
  Duration idle(boolean stranger) {
    return stranger && strangerIdle.compareTo(streamIdle) < 0 ? strangerIdle : streamIdle;
  }
}
