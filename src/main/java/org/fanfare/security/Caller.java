package org.fanfare.security;

/**
 * The one who asks: a logged-in user, the holder of a key, both, or nobody in particular.
 *
 * <p>Made by the transport for each request; implementations must be immutable, because the
 * decisions are asked for from any thread and long after the request has gone.
 */
public interface Caller {
  /**
   * Returns a stable text that scopes idempotency keys, such as {@code user:anna}, {@code
   * key:1f3870be} or {@code address:192.0.2.7}; never a secret.
   */
  String identity();

  /**
   * Returns from where the request came, for an operator: the client's address, and the origin of
   * its page if it has told one; never a secret.
   */
  default String from() {
    return identity();
  }

  /** Tells whether a user has logged in. */
  boolean isUser();

  /** Tells whether the user has the role; false for whoever is no user. */
  boolean hasRole(String role);

  /** Tells whether the request carried one of the keys of the settings. */
  boolean hasKey();

  /** Tells whether the request carried something in the place of a key that is none. */
  default boolean showsWrongKey() {
    return false;
  }

  /** Tells whether nothing is known of the caller: neither a user nor the holder of a key. */
  default boolean isNobody() {
    return !isUser() && !hasKey();
  }
}
