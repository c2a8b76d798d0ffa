package org.fanfare.transport.websocket;

import java.util.concurrent.Executor;
import org.fanfare.threads.BoundedCloseExecutor;
import org.fanfare.transport.UnfinishedTotal;

/**
 * The services that every socket uses. Immutable; safe for use by any thread.
 *
 * @param workers runs pings, which may wait
 * @param closers closes sockets
 * @param begun the node's total of unfinished messages
 */
public record SocketServices(
    Executor workers, BoundedCloseExecutor closers, UnfinishedTotal begun) {}
