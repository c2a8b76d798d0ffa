/**
 * Statistics, metrics and health of a node, for back ends and operators with a key.
 *
 * <pre>{@code
 * curl -H 'Authorization: Bearer KEY' http://localhost:8080/fanfare/api/statistics
 * curl -H 'Authorization: Bearer KEY' http://localhost:8080/fanfare/api/metrics
 * curl -H 'Authorization: Bearer KEY' http://localhost:8080/fanfare/api/health
 * }</pre>
 *
 * <p>In the WAR, JAX-RS answers these requests. In an application that contains Fanfare, JAX-RS is
 * left to the application and a servlet answers them: the JAX-RS classes are not in {@code
 * fanfare-classes.jar}.
 *
 * <p>Decision. Requests from the loopback address need the key too, because behind a proxy all
 * requests come from there. No label of a meter names a group or a channel: only those who know a
 * name may use it.
 */
@NullMarked
package org.fanfare.api;

import org.jspecify.annotations.NullMarked;
