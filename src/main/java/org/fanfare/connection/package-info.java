/**
 * One client connection, independent of its transport: what it reads, the loop that writes, its
 * heartbeat, and why it ends.
 *
 * <p>A {@link org.fanfare.connection.ClientConnection} has readers and at most one write in flight.
 * It passes one {@link org.fanfare.connection.Outgoing} at a time to its {@link
 * org.fanfare.connection.Outlet}. When that is written, it reads on from its position, and takes
 * everything that was published meanwhile in one write. {@link org.fanfare.connection.Connections}
 * holds all connections of a node, runs their heartbeats, and ends them when the node stops. Work
 * is sharded: all tasks of a connection run on one {@link org.fanfare.threads.Shard}.
 *
 * <pre>
 *   OPENING ──start──▶ IDLE ◀───written──── WRITING
 *                        │ ──content to send──▶ │
 *                        └───────── end ────────┴──▶ ENDED
 * </pre>
 *
 * <p>In the state ENDED the readers and the mailbox are released, and the outlet is closed.
 *
 * <p>Decision. A connection has no queue of publications: a slow client costs a cursor. Replies to
 * requests of the client are queued, and bounded: a client that sends requests without reading the
 * replies is ended.
 *
 * <p>Decision. A server that reports room for more may still hold what it was given in the heap.
 * {@link org.fanfare.connection.Unconfirmed} defines which bytes count, and for how long.
 *
 * <p>Decision. A WebSocket without a subprotocol cannot represent gaps, so it is ended where
 * another connection would receive a gap.
 *
 * <p>What bytes a protocol sends is not decided here: encoders are in {@code protocol}. What a
 * client's messages mean is decided in {@code session}. A new transport adds a {@link
 * org.fanfare.connection.ConnectionProfile} and a constant of {@link
 * org.fanfare.connection.Transport} here; its {@code Wire} goes into a package beside {@code
 * transport.http}.
 */
@NullMarked
package org.fanfare.connection;

import org.jspecify.annotations.NullMarked;
