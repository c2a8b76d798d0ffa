/**
 * What there is only where WebSockets are carried by the Servlet standard's upgrade, with the
 * settings for it: {@link org.fanfare.wire.direct.DeflateIT}.
 *
 * <pre>{@code
 * mvn verify -Dwebsocket=direct -Dwire.tags=direct -Dit.test=DeflateIT
 * }</pre>
 *
 * <p>Decision: a package of its own, since the servers that carry them in another way do not run
 * it.
 */
package org.fanfare.wire.direct;
