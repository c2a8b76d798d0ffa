package org.fanfare.security;

/** The answer to whether a caller may do something with a group. */
public enum Decision {
  /** The rule allows it. */
  ALLOWED,
  /**
   * The rule requires a user, a role or a key, and the caller is neither a user nor a key holder.
   */
  UNAUTHENTICATED,
  /** No rule allows it for this caller. */
  REFUSED
}
