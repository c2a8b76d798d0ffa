/**
 * Access control: rules for groups, keys for back ends, origins of browser pages, and the proxies
 * whose headers are believed.
 *
 * <p>Begin with {@link org.fanfare.security.Rules}: it decides whether a {@link
 * org.fanfare.security.Caller} may join a group or publish to it.
 *
 * <pre>{@code
 * Rules rules = settings.access().rules();
 * GroupName group = new GroupName("news");
 * Decision decision = rules.mayPublish(group, caller);
 * if (decision != Decision.ALLOWED) {
 *   refuse(decision, rules.whyNotPublish(group, caller));
 * }
 * }</pre>
 *
 * <p>Everything here is immutable, uses no threads and no container classes, and may be used by any
 * thread. The filter in front of the application extracts plain values from a request and passes
 * them in.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>What no rule allows is refused. A key is not a user and a user is not a key: a right names
 *       exactly what it requires.
 *   <li>Forwarded headers count only if the peer is a trusted proxy. Of {@code X-Forwarded-Proto},
 *       {@code -Host} and {@code -Port} only the last value counts, which the nearest proxy wrote;
 *       everything before it may come from the client.
 *   <li>{@code Forwarded} counts only if there is no {@code X-Forwarded-…} header at all, because
 *       common proxies write the latter and pass a forged {@code Forwarded} through.
 *   <li>No name is ever looked up: names in place of addresses are errors or are ignored.
 * </ul>
 */
package org.fanfare.security;
