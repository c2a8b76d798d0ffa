/**
 * The embedded channel layer: one machine's memory, nothing to install.
 *
 * <p>{@link org.fanfare.memory.MemoryChannelLayer} is all that others see. A group is a log with
 * its readers, which {@link org.fanfare.fanout.GroupFanOut} wakes; here is who has room, and when a
 * group ends.
 *
 * <pre>{@code
 * var setup = new LayerSetup(policies, limits, Clock.systemUTC(), new SecureRandom());
 * var layer = new MemoryChannelLayer(setup);
 * layer.publish(new GroupName("demo.board"), Message.text("hello"));
 * timer.scheduleWithFixedDelay(layer::tick, 1, 1, SECONDS);
 * }</pre>
 *
 * <p>Decision. The memory total is a promise of this layer, which owns its memory: room is made
 * within the publisher's rule, in the group that holds most ({@code RuleGroups}).
 */
@NullMarked
package org.fanfare.memory;

import org.jspecify.annotations.NullMarked;
