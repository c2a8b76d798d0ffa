package org.fanfare.transport;

import java.util.concurrent.Executor;

/**
 * How an upgraded connection is written to.
 *
 * @param threads who writes
 * @param waits whether a write may wait for its client ({@link Quirk#WRITES_WAIT})
 * @param most so many bytes at a time at most, each time flushed
 */
public record Writing(Executor threads, boolean waits, int most) {}
