package org.fanfare.connection;

/** Told of what a connection did; called on its shard. */
interface Ended {
  /** So many publications were given to the outlet. */
  void delivered(Connection connection, Outgoing what);

  /** The connection has ended, and holds nothing any more. */
  void ended(Connection connection, CloseReason reason);
}
