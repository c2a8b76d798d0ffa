/**
 * The embedded channel layer: one machine's memory, nothing to install.
 *
 * <p>{@link org.fanfare.memory.MemoryChannelLayer} is all that others see. A group is a {@code
 * GroupLog} with its readers; readers that share an executor are woken by one task, a
 * <em>round</em>, which visits them one after the other.
 *
 * <pre>{@code
 * var layer = new MemoryChannelLayer(policies, limits, Clock.systemUTC(), new SecureRandom());
 * layer.publish(new GroupName("demo.board"), Message.text("hello"));
 * timer.scheduleWithFixedDelay(layer::sweep, 1, 1, SECONDS);
 * }</pre>
 *
 * <p>Decisions. A round reads no further than the head at which it began, so that all readers at
 * the same place are given the same slice, encoded once; what came meanwhile is the next round's,
 * which the publisher has already asked for. Publishing costs one task for each executor that has
 * readers of the group, however many readers there are.
 */
@NullMarked
package org.fanfare.memory;

import org.jspecify.annotations.NullMarked;
