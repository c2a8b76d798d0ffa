package org.fanfare.security;

/** The answer to whether a caller may do something with a group. */
public enum Decision {
  /** The rule allows it. */
  ALLOWED,
  /** The rule asks for a user, a role or a key, and the caller is nobody. */
  UNAUTHENTICATED,
  /** No rule allows it to this caller. */
  REFUSED
}
