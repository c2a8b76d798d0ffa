/**
 * What WebSocket and HTTP share on the container's side: who asks for what, and how a connection
 * begins.
 *
 * <p>A {@link org.fanfare.transport.Wire} carries what an encoder has made, and knows no protocol:
 * {@link org.fanfare.transport.EncodedOutlet} joins the two to a connection's outlet. Another
 * transport is one more wire, and speaks every protocol.
 *
 * <p>The filter in {@code transport.http} makes an {@link org.fanfare.session.Ask} of every request
 * to the one URL; {@link org.fanfare.session.Opening} opens the readers that it wants.
 *
 * <pre>{@code
 * opening
 *     .readers(connection, ask.groups(), ask.starts())
 *     .thenAccept(readers -> connection.start(readers, null));
 * }</pre>
 */
@NullMarked
package org.fanfare.transport;

import org.jspecify.annotations.NullMarked;
