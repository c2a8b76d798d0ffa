package org.fanfare.redis;

import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.fanfare.threads.Loop;

/**
 * What a node is for the store, and how it reaches it.
 *
 * @param loop runs the tasks of the layer
 * @param dialer opens links to the store
 * @param keys the names of what the store holds
 * @param node the name of this node, which cannot be guessed; a {@link NodeTag} if it has channels
 * @param times how long to wait
 * @param clock the clock for the time since which a state lasts; nothing is decided by it
 * @param shift milliseconds to be added to the store's time; 0 outside of tests
 * @param random the source of epochs and waits
 */
record NodePlace(
    Loop loop,
    Link.Dialer dialer,
    Keys keys,
    String node,
    Times times,
    Clock clock,
    LongSupplier shift,
    RandomGenerator random) {}
