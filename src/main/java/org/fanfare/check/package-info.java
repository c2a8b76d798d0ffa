/**
 * What the path between a client and the server does to a request: proxies, schemes, addresses.
 *
 * <p>{@link org.fanfare.check.SeenPath} is what the server sees of one request, and finds what an
 * operator should change. Whether sockets and streams get through, only a client can tell: the
 * check page tries them on groups of its own, see {@link org.fanfare.security.CheckGroups}.
 *
 * <pre>{@code
 * curl -H 'Accept: application/json' 'https://www.example.org/fanfare/check?origin=https://www.example.org'
 * }</pre>
 */
@NullMarked
package org.fanfare.check;

import org.jspecify.annotations.NullMarked;
