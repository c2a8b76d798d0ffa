package org.fanfare.transport;

import java.util.concurrent.Executor;

/**
 * How one upgraded connection is written to. Immutable.
 *
 * @param threads who writes
 * @param waits whether a write may wait for its client ({@link Quirk#WRITES_WAIT})
 * @param most so many bytes at a time at most, each time flushed
 */
public record WritePolicy(Executor threads, boolean waits, int most) {}
