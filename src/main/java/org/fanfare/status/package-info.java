/**
 * What may become of what a client asks for, and of its connection: one table for all transports
 * and protocols, and the problem that a client is told.
 *
 * <p>{@link org.fanfare.status.Status} has for each outcome its word, its HTTP status, its
 * WebSocket close code, and whether the client may come back. A {@link org.fanfare.status.Problem}
 * adds what was wrong this time; {@link org.fanfare.status.Refusals} counts problems and tells the
 * operator of them. How a problem is written stands in {@code protocol}.
 *
 * <pre>{@code
 * throw new Problem(Status.INVALID_NAME, "a name has 1 to 128 characters").thrown();
 * connection.close(CloseReason.of(problem), retryMillis);
 * }</pre>
 */
@NullMarked
package org.fanfare.status;

import org.jspecify.annotations.NullMarked;
