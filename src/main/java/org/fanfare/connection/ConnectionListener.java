package org.fanfare.connection;

/**
 * Is notified of what a connection did. Called on the connection's shard unless a method says
 * otherwise.
 */
interface ConnectionListener {
  /** The connection is about to pass {@code what} to its outlet. */
  void delivered(ClientConnection connection, Outgoing what);

  /** The memory of the replies that wait for the client has changed by {@code bytes}. */
  void repliesWait(long bytes);

  /** Returns a new count of requests of one client. May be called by any thread. */
  WaitingRequests requests();

  /** The connection has ended and has released everything that it held. */
  void ended(ClientConnection connection, Ended reason);
}
