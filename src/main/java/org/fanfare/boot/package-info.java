/**
 * Where everything is put together: settings, producers, start and stop. Nothing imports it.
 *
 * <p>{@link org.fanfare.boot.Wiring} makes the one {@link org.fanfare.boot.Node} of the application
 * and gives its parts to whoever injects them; {@link org.fanfare.boot.Lifecycle} starts and stops
 * it with the application.
 *
 * <p>Decision. The parts are final classes without a scope of their own, so they are produced as
 * singletons, which need no proxy.
 *
 * <p>Decision. What lasts, the clock and the shards, runs on threads of the container's {@code
 * ManagedThreadFactory} and ends with the application; what may wait for a client (closes, pings)
 * on its {@code ManagedExecutorService}, so that it never holds up a shard. Both are handed to
 * {@link org.fanfare.threads.Threads}; that room tells which thread runs what.
 */
@NullMarked
package org.fanfare.boot;

import org.jspecify.annotations.NullMarked;
