package org.fanfare.connection;

import org.jspecify.annotations.Nullable;

/**
 * Code that a connection serves besides its client: it sends messages of its own, and learns of the
 * end. Called on the connection's shard, one call at a time; must not block.
 */
public interface ConnectionOwner {
  /** The owner of a connection that only reads. */
  ConnectionOwner NONE =
      new ConnectionOwner() {
        @Override
        public @Nullable Outgoing take(long maxBytes) {
          return null;
        }

        @Override
        public boolean hasMore() {
          return false;
        }

        @Override
        public void ended(Ended why, Ended how) {
          // nobody is interested
        }
      };

  /**
   * Returns what it has to send now, and forgets it; or null. After this has returned null, the
   * owner calls {@link ClientConnection#wake} when there is something again.
   *
   * @param maxBytes the maximum total size of messages in bytes; a single one may exceed it
   */
  @Nullable Outgoing take(long maxBytes);

  /** Returns whether {@link #take} would return something. */
  boolean hasMore();

  /**
   * The connection has ended, and holds nothing any more; called once.
   *
   * @param why why it was closed, even if its client has not read that
   * @param how how it ended: other than {@code why} if it broke before its client was told
   */
  void ended(Ended why, Ended how);
}
