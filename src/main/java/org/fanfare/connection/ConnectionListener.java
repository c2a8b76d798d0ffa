package org.fanfare.connection;

/** Is notified of what a connection did. Called on the connection's shard. */
interface ConnectionListener {
  /** The connection is about to pass {@code what} to its outlet. */
  void delivered(ClientConnection connection, Outgoing what);

  /** The connection has ended and has released everything that it held. */
  void ended(ClientConnection connection, Ended reason);
}
