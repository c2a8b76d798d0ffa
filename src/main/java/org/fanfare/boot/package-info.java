/**
 * Creates all parts from the settings and starts and stops them: CDI producers and the
 * application's lifecycle. No other package imports it.
 *
 * <p>{@link org.fanfare.boot.Wiring} creates the only {@link org.fanfare.boot.Node} of the
 * application and makes its parts available for injection. {@link org.fanfare.boot.Lifecycle}
 * starts and stops it with the application. A channel layer or an encoder that an application
 * supplies is a CDI bean of the type {@link org.fanfare.layer.LayerFactory} or {@link
 * org.fanfare.protocol.EncoderFactory}, which {@code Wiring} finds.
 *
 * <p>Decision. The parts are final classes without a scope of their own, so they are produced as
 * singletons, which need no proxy.
 *
 * <p>Decision. Long-lived work, which is the timer and the shards, runs on threads of the
 * container's {@code ManagedThreadFactory} and ends with the application. Work that may wait for a
 * client (closes, pings) runs on its {@code ManagedExecutorService}, so that it never delays a
 * shard. Both are passed to {@link org.fanfare.threads.Threads}; its package describes which thread
 * runs what.
 */
@NullMarked
package org.fanfare.boot;

import org.jspecify.annotations.NullMarked;
