/**
 * Diagnosis of the path between a client and the server: proxies, schemes, addresses.
 *
 * <p>{@link org.fanfare.check.SeenPath} describes what the server observes about one request, and
 * finds what an operator should change. Only a client can find out whether WebSockets and streams
 * pass the proxies: the check page tries them on groups of its own, see {@link
 * org.fanfare.security.CheckGroups}.
 *
 * <pre>{@code
 * curl -H 'Accept: application/json' \
 *     'https://www.example.org/fanfare/check?origin=https://www.example.org'
 * }</pre>
 */
@NullMarked
package org.fanfare.check;

import org.jspecify.annotations.NullMarked;
