package org.fanfare.transport.http;

import java.time.Duration;

/**
 * The limits of bodies that are published.
 *
 * @param maxSize the maximum size of a message in bytes, be it a whole body or a line
 * @param timeout the time within which a plain body must be complete
 * @param streamIdle how long a stream of lines may be silent
 * @param maxAtOnce the maximum number of bodies that are read at the same time
 */
public record BodyLimits(int maxSize, Duration timeout, Duration streamIdle, int maxAtOnce) {}
