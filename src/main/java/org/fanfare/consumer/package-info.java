/**
 * The API for the code of an application: it injects a {@link org.fanfare.consumer.Sender} to
 * publish to groups and to send to channels.
 *
 * <p>Every further interface that code of an application calls, or is called by, belongs here as
 * well, such as consumers that handle a connection. This package depends on the layer's contract,
 * and on no transport, protocol or rule.
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
