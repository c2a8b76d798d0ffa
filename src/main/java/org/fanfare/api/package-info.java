/**
 * For back ends and operators, by key only: what a node holds at the moment.
 *
 * <pre>{@code
 * curl -H 'Authorization: Bearer KEY' http://localhost:8080/fanfare/api/statistics
 * curl -H 'Authorization: Bearer KEY' http://localhost:8080/fanfare/api/metrics
 * curl -H 'Authorization: Bearer KEY' http://localhost:8080/fanfare/api/health
 * }</pre>
 *
 * <p>In the WAR this is JAX-RS. In an application that has Fanfare in it JAX-RS is the
 * application's, and a servlet serves it: the classes of JAX-RS are not in {@code
 * fanfare-classes.jar}.
 *
 * <p>Decision. A request from loopback needs the key too: behind a proxy everybody comes from
 * loopback. No group or channel is named in a label: names are for those who have them.
 */
@NullMarked
package org.fanfare.api;

import org.jspecify.annotations.NullMarked;
