/**
 * What the transports WebSocket and HTTP share: the container's side of a connection, which is
 * bytes and callbacks.
 *
 * <p>A {@link org.fanfare.transport.Wire} writes what an encoder has made, and knows no protocol.
 * {@link org.fanfare.transport.EncodedOutlet} combines an encoder and a wire into a connection's
 * outlet. Another transport, such as WebTransport, is one more implementation of {@code Wire}, in a
 * package of its own beside {@code transport.http}; all protocols then work over it. A protocol,
 * also one of other software, does not belong here: it is an {@code Encoder} in {@code protocol}.
 *
 * <p>A transport first has a request admitted by {@code admission}, which turns it into an {@link
 * org.fanfare.session.GroupRequest}. It then begins a session with an outlet of its own. It does
 * not know the layer, the log or the publisher, so a new layer changes nothing here.
 *
 * <pre>{@code
 * sessions.stream(ask, encoder -> new EncodedOutlet(encoder, wire), connection -> …);
 * }</pre>
 *
 * <p>Also here: what servers do differently from the standard ({@link
 * org.fanfare.transport.Quirk}), and the limit of what a node holds of unfinished messages ({@link
 * org.fanfare.transport.UnfinishedTotal}).
 */
@NullMarked
package org.fanfare.transport;

import org.jspecify.annotations.NullMarked;
