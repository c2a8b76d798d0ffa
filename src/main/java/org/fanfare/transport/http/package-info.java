/**
 * HTTP: the filter that reads what a request to the one URL asks and has it admitted, and every
 * face but WebSocket.
 *
 * <p>{@link org.fanfare.transport.http.AdmissionFilter} stands in front of everything; {@link
 * org.fanfare.transport.http.Doorkeeper} has an {@code Ask} made of a request, or a problem. {@link
 * org.fanfare.transport.http.GroupServlet} then streams events, lets polls wait, reads bodies,
 * shows the page.
 *
 * <p>Decisions. Nothing here waits on a container's thread: answers leave through a {@code
 * WriteListener}, bodies come through a {@code ReadListener}, which is the only standard way in
 * which a slow client holds nothing but its connection. JAX-RS reads and writes streams by
 * blocking, so the one URL is served by a servlet, and JAX-RS serves {@code /api}.
 *
 * <p>Servers decode and normalise a path by rules of their own, and match WebSockets behind the
 * filters. So the filter refuses what they map to the groups in another spelling ({@code Place}),
 * and hands nothing of ours on as an upgrade that it has not let in as one ({@code
 * WithoutUpgrade}).
 */
@NullMarked
package org.fanfare.transport.http;

import org.jspecify.annotations.NullMarked;
