package org.fanfare.connection;

/**
 * The transport's side of a connection: writes content and reports when it is ready for more. It
 * decides nothing.
 */
public interface Outlet {
  /**
   * Writes the content, and calls {@code written} exactly once, when there is room for more or the
   * peer is gone.
   *
   * <p>Called on the connection's shard, and not again before {@code written} was called. It must
   * not block. {@code written} may be called by any thread, even before this method returns.
   *
   * @return the number of bytes passed to the server, as exactly as it can be known
   */
  long write(Outgoing outgoing, Written written);

  /**
   * Returns whether the server may keep an unbounded amount of what it was given after {@code
   * written} reported room for more.
   */
  default boolean keepsWrites() {
    return false;
  }

  /**
   * Ends the transport, whether or not a write is outstanding. Called once, on the connection's
   * shard.
   *
   * <p>It must not block.
   */
  void close(Ended reason);

  /** Is notified of the result of a write. */
  @FunctionalInterface
  interface Written {
    /**
     * The write is done.
     *
     * @param ready true if there is room for more, false if the peer is gone
     */
    void done(boolean ready);
  }
}
