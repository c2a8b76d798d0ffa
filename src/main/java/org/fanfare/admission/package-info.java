/**
 * Decides whether a request to the group URL is admitted, after its transport has parsed it. It
 * checks the origin of the page that sent it, the right, the start position, and whether there is
 * room for a connection. The result is a {@link org.fanfare.session.GroupRequest}; no other package
 * creates one for a client.
 *
 * <p>This package does not depend on HTTP. Another transport, or the route of a consumer, uses the
 * same checks.
 */
@NullMarked
package org.fanfare.admission;

import org.jspecify.annotations.NullMarked;
