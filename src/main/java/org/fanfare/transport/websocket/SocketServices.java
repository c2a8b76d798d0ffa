package org.fanfare.transport.websocket;

import java.util.concurrent.Executor;
import org.fanfare.session.Sessions;
import org.fanfare.threads.BoundedCloseExecutor;
import org.fanfare.transport.UnfinishedTotal;

/**
 * What every socket needs. Immutable; safe for use by any thread.
 *
 * @param sessions begins what a socket's client asks for
 * @param workers send pings, which may wait
 * @param closers close sockets
 * @param begun what is held of messages that are not whole
 */
public record SocketServices(
    Sessions sessions, Executor workers, BoundedCloseExecutor closers, UnfinishedTotal begun) {}
