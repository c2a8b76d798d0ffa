package org.fanfare.transport;

import java.util.concurrent.Executor;

/**
 * How to write to one upgraded connection. Immutable.
 *
 * @param threads the executor that runs the writes
 * @param waits whether a write may wait for its client ({@link Quirk#WRITES_WAIT})
 * @param most the maximum number of bytes to write at a time; each such piece is flushed
 */
public record WritePolicy(Executor threads, boolean waits, int most) {}
