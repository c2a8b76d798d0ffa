/**
 * The embedded channel layer, which keeps everything in the node's memory and needs no
 * installation.
 *
 * <p>{@link org.fanfare.memory.MemoryChannelLayer} is the only public class. A group is a log with
 * its readers, which {@link org.fanfare.fanout.GroupFanOut} wakes. This package decides which group
 * gets memory and when a group ends.
 *
 * <pre>{@code
 * var setup = new LayerSetup(policies, limits, Clock.systemUTC(), new SecureRandom());
 * var layer = new MemoryChannelLayer(setup);
 * layer.publish(new GroupName("demo.board"), Message.text("hello"));
 * timer.scheduleWithFixedDelay(layer::tick, 1, 1, SECONDS);
 * }</pre>
 *
 * <p>Decision. This layer guarantees the memory total, because it owns its memory. Room is made
 * within the publisher's rule, in the group that holds most ({@code RuleGroups}).
 */
@NullMarked
package org.fanfare.memory;

import org.jspecify.annotations.NullMarked;
