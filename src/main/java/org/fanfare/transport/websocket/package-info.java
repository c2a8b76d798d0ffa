/**
 * WebSocket, carried in one of two ways, which differ in nothing that a client can see.
 *
 * <p>By the standard's endpoints: {@link org.fanfare.transport.websocket.GroupEndpoint} takes what
 * comes, one send is outstanding for each session, the next leaves from its handler. The filter has
 * decided about the request before; {@link org.fanfare.transport.websocket.Handshake} carries its
 * decision to the endpoint, for which the standard has no other way. In an application that has
 * Fanfare in it the endpoint is {@link org.fanfare.transport.websocket.RegisteredEndpoint}, and
 * does the same with its sessions.
 *
 * <p>By the Servlet standard's upgrade: {@link org.fanfare.transport.websocket.Upgrade} answers the
 * handshake, {@link org.fanfare.transport.websocket.DirectSocket} reads frames of RFC 6455 and
 * writes bytes that are the same for every connection, all that are pending in one write. Only here
 * may messages be deflated, for clients that offer it.
 *
 * <p>Decision. A server may fail a send that overlaps another, or queue without bound ({@link
 * org.fanfare.transport.Quirk#FAILS_OVERLAPPING_SENDS}): so a ping, too, leaves only between two
 * messages, and nothing is sent but from the connection's loop.
 */
@NullMarked
package org.fanfare.transport.websocket;

import org.jspecify.annotations.NullMarked;
