/**
 * What an application of its own uses: it injects a {@link org.fanfare.consumer.Sender} and
 * publishes to groups, and sends to channels, from any of its code.
 *
 * <p>Whatever code of an application is to be told of, such as consumers that answer a client,
 * comes into this room. It knows the layer's contract, and no transport, protocol or rule.
 *
 * <pre>{@code
 * @Inject Sender sender;
 *
 * void boarding(Gate gate) {
 *   sender.publish(new GroupName("gates." + gate.number()), "boarding", gate);
 * }
 * }</pre>
 */
@NullMarked
package org.fanfare.consumer;

import org.jspecify.annotations.NullMarked;
