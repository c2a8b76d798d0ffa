/**
 * What a client's request to the group URL begins, and what its messages mean, independent of the
 * transport.
 *
 * <p>{@link org.fanfare.session.Sessions} begins a session for a {@linkplain
 * org.fanfare.session.GroupRequest request}: it creates a connection with the outlet that the
 * transport supplies, opens the readers, and passes the client's messages to an {@link
 * org.fanfare.session.Inbox}. {@link org.fanfare.session.GroupPublishing} publishes the bodies of
 * requests.
 *
 * <p>A transport uses these classes, and does not access the layer, the logs or the publisher
 * itself. The meaning of further client messages belongs here as well: a protocol of sessions for
 * consumers, or another subprotocol of WebSockets, adds an {@code Inbox}. Its encoder belongs to
 * {@code protocol}.
 */
@NullMarked
package org.fanfare.session;

import org.jspecify.annotations.NullMarked;
