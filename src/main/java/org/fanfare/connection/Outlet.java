package org.fanfare.connection;

/**
 * The transport's end of a connection: something that takes what there is to write and says when it
 * is ready for more. It decides nothing.
 */
public interface Outlet {
  /**
   * Writes, and calls {@code written} exactly once, when there is room for more.
   *
   * <p>Called on the connection's shard, one at a time: not again before {@code written} was
   * called. It must not block. {@code written} may be called on any thread, also before this
   * returns.
   *
   * @return how many bytes it gives, as nearly as it can tell
   */
  long write(Outgoing outgoing, Written written);

  /**
   * Whether the server may keep what it was given, without bound, after {@code written} was told
   * that there is room for more.
   */
  default boolean keepsWrites() {
    return false;
  }

  /**
   * Ends the transport, whether or not a write is outstanding; called once, on the connection's
   * shard.
   *
   * <p>It must not block.
   */
  void close(CloseReason reason);

  /** Told how a write went. */
  @FunctionalInterface
  interface Written {
    /**
     * The write is done: {@code true} if there is room for more, {@code false} if the peer is gone.
     */
    void done(boolean ready);
  }
}
