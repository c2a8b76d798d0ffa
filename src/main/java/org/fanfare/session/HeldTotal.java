package org.fanfare.session;

/**
 * The node's total of the bytes of messages that cannot be handled yet. Safe for use by any thread.
 */
@FunctionalInterface
public interface HeldTotal {
  /**
   * Takes bytes, or gives them back if negative. Returns false, and takes nothing, if there is no
   * room for them.
   */
  boolean take(long bytes);
}
