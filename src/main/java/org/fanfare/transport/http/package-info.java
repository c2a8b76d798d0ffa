/**
 * HTTP: the filter that reads requests to the group URL and has them admitted, and all transports
 * except WebSocket.
 *
 * <p>{@link org.fanfare.transport.http.AdmissionFilter} is in front of all requests. {@link
 * org.fanfare.transport.http.HttpAdmission} turns a request into a {@link
 * org.fanfare.session.GroupRequest}, or throws a problem. Then the filter sends events, holds
 * polls, reads bodies, or sends the page. Another answer to an HTTP request to the group URL
 * belongs here. Decisions about rights belong in {@code admission} and {@code security}, formats in
 * {@code protocol}.
 *
 * <p>Decisions. No code here waits on a container's thread: responses are written by a {@code
 * WriteListener}, and bodies are read by a {@code ReadListener}. This is the only standard way in
 * which a slow client occupies nothing but its connection. JAX-RS reads and writes by blocking.
 * Therefore the filter answers requests itself, and passes on only polls, to a JAX-RS resource in
 * {@code org.fanfare.transport.resource}, which has the response written here. A servlet must be
 * mapped behind the filter, because the servlet determines whether asynchronous requests are
 * allowed. This is the JAX-RS servlet in the WAR, and {@link
 * org.fanfare.transport.http.GroupServlet} elsewhere. A request is never forwarded ({@link
 * org.fanfare.transport.Quirk#LOSES_FORWARDED_REQUESTS}).
 *
 * <p>Servers decode and normalise a path by their own rules, and recognise WebSockets behind the
 * filters. Therefore the filter refuses paths that servers map to the groups although they are
 * spelled differently ({@code RequestPath}). It passes on no request to Fanfare as an upgrade
 * unless it has admitted it as a WebSocket ({@code WithoutUpgrade}).
 */
@NullMarked
package org.fanfare.transport.http;

import org.jspecify.annotations.NullMarked;
