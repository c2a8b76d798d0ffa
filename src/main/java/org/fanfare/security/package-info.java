/**
 * Who may do what, and from where: rules for groups, keys for back ends, origins of browser pages,
 * and what proxies in front may be believed.
 *
 * <p>Begin with {@link org.fanfare.security.Rules}: it answers whether a {@link
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
 * <p>Everything here is immutable, holds no thread and no container class, and may be used by any
 * thread. The filter in front of the application takes plain values out of a request and asks.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>What no rule allows is refused. A key is not a user and a user is not a key: a right names
 *       exactly what it asks for.
 *   <li>Forwarded headers count only if the peer is a trusted proxy. Of {@code X-Forwarded-Proto},
 *       {@code -Host} and {@code -Port} the last value counts, the one that the nearest proxy
 *       wrote, because everything before it may come from the client.
 *   <li>{@code Forwarded} counts only if there is no {@code X-Forwarded-…} header at all, because
 *       the usual proxies write the latter and pass a forged {@code Forwarded} through.
 *   <li>No address is ever looked up: names in the place of addresses are errors or ignored.
 * </ul>
 */
package org.fanfare.security;
