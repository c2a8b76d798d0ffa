/**
 * HTTP: the filter that reads what a request to the one URL asks and has it admitted, and every
 * face but WebSocket.
 *
 * <p>{@link org.fanfare.transport.http.AdmissionFilter} stands in front of everything; {@link
 * org.fanfare.transport.http.HttpAdmission} has an {@code Ask} made of a request, or a problem. The
 * filter then streams events, lets polls wait, reads bodies, shows the page.
 *
 * <p>Decisions. Nothing here waits on a container's thread: answers leave through a {@code
 * WriteListener}, bodies come through a {@code ReadListener}, which is the only standard way in
 * which a slow client holds nothing but its connection. JAX-RS reads and writes by blocking, so the
 * filter answers by itself, and hands on only polls, to a JAX-RS resource in {@code
 * org.fanfare.transport.resource}, which has them answered here. A servlet must be mapped behind
 * the filter, since it allows the asynchronous means or not: that of JAX-RS in the WAR, {@link
 * org.fanfare.transport.http.GroupServlet} elsewhere. A request is not forwarded ({@link
 * org.fanfare.transport.Quirk#LOSES_FORWARDED_REQUESTS}).
 *
 * <p>Servers decode and normalise a path by rules of their own, and match WebSockets behind the
 * filters. So the filter refuses what they map to the groups in another spelling ({@code
 * RequestPath}), and hands nothing of ours on as an upgrade that it has not let in as one ({@code
 * WithoutUpgrade}).
 */
@NullMarked
package org.fanfare.transport.http;

import org.jspecify.annotations.NullMarked;
