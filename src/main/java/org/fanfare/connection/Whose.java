package org.fanfare.connection;

/**
 * On whose behalf something is held, for the bounds of each caller. Immutable.
 *
 * @param name a stable text that is the same for all that one caller does, such as {@code
 *     key:shop}, {@code user:anna} or {@code address:192.0.2.7}; never a secret
 * @param stranger whether nothing but an address is known of the caller
 */
public record Whose(String name, boolean stranger) {}
