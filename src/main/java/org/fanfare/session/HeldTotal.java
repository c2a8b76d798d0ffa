package org.fanfare.session;

import org.fanfare.connection.CallerPlace;

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

  /** Returns a total that counts also what one caller has of it, who may have no more than that. */
  default HeldTotal within(CallerPlace share) {
    return bytes -> {
      if (share.take(bytes) != null) {
        return false;
      }
      if (take(bytes)) {
        return true;
      }
      share.take(-bytes);
      return false;
    };
  }
}
