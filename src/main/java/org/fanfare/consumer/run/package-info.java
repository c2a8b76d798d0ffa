/**
 * Runs consumers: one instance for each connection, its callbacks one at a time and in order.
 *
 * <p>{@link org.fanfare.consumer.run.ConsumerSessions} asks a consumer whether it takes a client,
 * and begins the connection when the transport opens. What happens to the connection becomes an
 * event; {@code Callbacks} keeps the events of one connection in order, and {@code Dispatch} calls
 * the consumer for each, on one of the node's {@code CallbackThreads}. What the consumer sends
 * waits in an {@code Outbox}, which the write loop of the {@link
 * org.fanfare.connection.ClientConnection} empties; groups that it relays are readers of that
 * connection, so that no code runs for a delivery.
 *
 * <p>The way to the client is a {@code Link}: a {@code ClientLink} is as long as one transport; a
 * {@code SessionLink} goes on over several, with a half for each direction ({@code Intake}, {@code
 * Unacknowledged}), what carries it ({@code Carriage}, {@code Grace}) and how it ends ({@code
 * SessionEnding}). {@code BackPressure} lets no callback begin while too much waits for the client.
 * What operators see of a route is in its {@link org.fanfare.consumer.run.RouteStatistics}; who
 * traces the application sees each callback by {@link org.fanfare.consumer.CallbackTraces}.
 *
 * <p>The room knows neither CDI nor HTTP: who makes instances ({@link
 * org.fanfare.consumer.run.Instances}), the contexts of callbacks ({@link
 * org.fanfare.consumer.run.Surroundings}) and the facts of the request come from outside. What a
 * consumer's class is and which path leads to it is the room {@code consumer.route}'s.
 */
@NullMarked
package org.fanfare.consumer.run;

import org.jspecify.annotations.NullMarked;
