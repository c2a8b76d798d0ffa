/**
 * The API for back ends and operators with a key, without JAX-RS: statistics, metrics and health of
 * a node, publishing, and groups.
 *
 * <pre>{@code
 * curl -H 'Authorization: Bearer KEY' http://localhost:8080/fanfare/api/statistics
 * curl -H 'Authorization: Bearer KEY' http://localhost:8080/fanfare/api/metrics
 * curl -H 'Authorization: Bearer KEY' http://localhost:8080/fanfare/api/health
 * }</pre>
 *
 * <p>Besides, it has what the API does for back ends: {@link org.fanfare.api.PublishCalls}
 * publishes and sends, {@link org.fanfare.api.GroupCalls} lists, reads, trims and begins groups
 * anew, {@link org.fanfare.api.TicketCalls} issues tickets for users. They take the {@link
 * org.fanfare.security.Key} of the request, which permits what is asked.
 *
 * <p>In the WAR, JAX-RS answers requests ({@code org.fanfare.api.resource}). In an application that
 * contains Fanfare, JAX-RS is left to the application, and a servlet answers those for statistics,
 * metrics and health.
 *
 * <p>Decision. Requests from the loopback address need the key too, because behind a proxy all
 * requests come from there. No label of a meter names a group or a channel: only those who know a
 * name may use it.
 */
@NullMarked
package org.fanfare.api;

import org.jspecify.annotations.NullMarked;
