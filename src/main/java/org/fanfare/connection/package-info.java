/**
 * One client without its transport: what it reads, the loop that writes, its heartbeat, and why it
 * ends.
 *
 * <p>A {@link org.fanfare.connection.ClientConnection} has readers and at most one write in flight.
 * It gives its {@link org.fanfare.connection.Outlet} one {@link org.fanfare.connection.Outgoing} at
 * a time; when that is written, it reads on from where it is, taking what has come meanwhile in one
 * go. {@link org.fanfare.connection.Connections} holds them all, beats their hearts, and ends them
 * on stop. Work is sharded: each connection lives on one {@link org.fanfare.threads.Shard}.
 *
 * <pre>
 *   OPENING ──start──▶ IDLE ◀──written── WRITING
 *                        │ ───something to say──▶ │
 *                        └──────── end ───────────┴──▶ ENDED (readers, mailbox released; outlet closed)
 * </pre>
 *
 * <p>Decisions. There is no queue of publications for a connection: a slow client costs a cursor.
 * What a client asked for itself (replies) is queued, and bounded: one that asks without reading
 * the answers is ended. A server that says there is room may hold what it was given in the heap:
 * {@link org.fanfare.connection.Unconfirmed} says what counts, and for how long. A bare face, which
 * can show no gap, is ended where another would be told one.
 */
@NullMarked
package org.fanfare.connection;

import org.jspecify.annotations.NullMarked;
