package org.fanfare.connection;

/** Told of what a connection did; called on its shard. */
interface ConnectionListener {
  /** So many publications were given to the outlet. */
  void delivered(ClientConnection connection, Outgoing what);

  /** The connection has ended, and holds nothing any more. */
  void ended(ClientConnection connection, CloseReason reason);
}
