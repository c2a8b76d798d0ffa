/**
 * The outcomes of clients' requests and connections: one table for all transports and protocols,
 * and the problem that is reported to a client.
 *
 * <p>{@link org.fanfare.status.Status} defines for each outcome its word, its HTTP status, its
 * WebSocket close code, and whether the client may come back. A {@link org.fanfare.status.Problem}
 * adds what was wrong in a particular case. {@link org.fanfare.status.Refusals} counts problems and
 * logs them for the operator. The package {@code protocol} defines the representation of a problem.
 *
 * <pre>{@code
 * throw new Problem(Status.INVALID_NAME, "a name has 1 to 128 characters").thrown();
 * connection.close(Ended.of(problem), retryMillis);
 * }</pre>
 */
@NullMarked
package org.fanfare.status;

import org.jspecify.annotations.NullMarked;
