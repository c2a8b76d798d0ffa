/**
 * What WebSocket and HTTP share on the container's side: bytes and callbacks, and no meaning.
 *
 * <p>A {@link org.fanfare.transport.Wire} carries what an encoder has made, and knows no protocol:
 * {@link org.fanfare.transport.EncodedOutlet} joins the two to a connection's outlet. Another
 * transport is one more wire, and speaks every protocol.
 *
 * <p>A transport has a request admitted, by which it becomes an {@link
 * org.fanfare.session.GroupRequest}, and begins its session with an outlet of its own; neither the
 * layer, the log nor the publisher is known here.
 *
 * <pre>{@code
 * sessions.stream(ask, encoder -> new EncodedOutlet(encoder, wire), connection -> …);
 * }</pre>
 */
@NullMarked
package org.fanfare.transport;

import org.jspecify.annotations.NullMarked;
