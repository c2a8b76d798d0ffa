/**
 * WebSocket by the standard's endpoints: one send outstanding for each session, the next from its
 * handler.
 *
 * <p>{@link org.fanfare.transport.websocket.GroupEndpoint} takes what comes; an outlet writes what
 * leaves. The filter has decided about the request before; {@link
 * org.fanfare.transport.websocket.Handshake} carries its decision to the endpoint, for which the
 * standard has no other way.
 *
 * <p>Decision. Open Liberty fails a send that overlaps another, Tyrus and Undertow queue without
 * bound: so a ping, too, leaves only between two messages, and nothing is sent but from the
 * connection's loop.
 */
@NullMarked
package org.fanfare.transport.websocket;

import org.jspecify.annotations.NullMarked;
