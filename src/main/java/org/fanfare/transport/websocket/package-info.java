/**
 * WebSocket, carried in one of two ways. A client sees the same connection with both; only with the
 * upgrade may messages be deflated, for clients that offer it.
 *
 * <p>By the standard endpoints: {@link org.fanfare.transport.websocket.GroupEndpoint} receives the
 * messages. For each session at most one send is outstanding, and its handler starts the next one.
 * The filter has admitted the request before; {@link org.fanfare.transport.websocket.Handshake}
 * passes its decision to the endpoint, since the standard has no way for that. In an application
 * that contains Fanfare, the endpoint is {@link
 * org.fanfare.transport.websocket.RegisteredEndpoint}, which does the same with its sessions.
 *
 * <p>By the upgrade of the Servlet standard: {@link org.fanfare.transport.websocket.Upgrade}
 * answers the handshake. {@link org.fanfare.transport.websocket.DirectSocket} reads frames of RFC
 * 6455, and writes bytes that are the same for every connection; all that are pending are sent in
 * one write. How both sides take leave is in {@code CloseHandshake}. The frames themselves are in
 * {@code rfc6455}, the meaning of messages is in {@code session}, and another subprotocol is an
 * {@code Encoder} in {@code protocol}. WebTransport would be a package of its own beside this one.
 *
 * <p>Decision. A server may fail a send that overlaps another, or queue sends without a bound
 * ({@link org.fanfare.transport.Quirk#FAILS_OVERLAPPING_SENDS}). Therefore a ping is sent only
 * between two messages too, and only the connection's write loop sends anything.
 */
@NullMarked
package org.fanfare.transport.websocket;

import org.jspecify.annotations.NullMarked;
