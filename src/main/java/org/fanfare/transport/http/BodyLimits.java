package org.fanfare.transport.http;

import java.time.Duration;

/**
 * The bounds of bodies that are published.
 *
 * @param maxSize the most bytes of a message, be it a body or a line
 * @param timeout by when a plain body must be complete
 * @param streamIdle how long a line stream may be silent
 * @param maxAtOnce the most bodies that are read at one time
 */
public record BodyLimits(int maxSize, Duration timeout, Duration streamIdle, int maxAtOnce) {}
