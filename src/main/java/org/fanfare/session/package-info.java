/**
 * What a client's request to the group URL begins, and what its messages mean, however they are
 * carried.
 *
 * <p>{@link org.fanfare.session.Sessions} begins a session for what a request {@linkplain
 * org.fanfare.session.GroupRequest asks}: it connects a connection to the outlet that the transport
 * gives, opens the readers, and hands what the client says to an {@link org.fanfare.session.Inbox}.
 * {@link org.fanfare.session.GroupPublishing} publishes the bodies of requests. A transport uses
 * these, and neither the layer, the log nor the publisher; a protocol of sessions for consumers,
 * and another subprotocol of sockets, come into this room.
 */
@NullMarked
package org.fanfare.session;

import org.jspecify.annotations.NullMarked;
