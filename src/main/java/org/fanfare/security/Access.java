package org.fanfare.security;

/**
 * Who may, and from where. Immutable; safe for use by any thread.
 *
 * @param rules what may be done with groups
 * @param origins which pages may
 * @param trustedProxies whose word is taken for where a request came from
 * @param keys the secrets of back ends
 */
public record Access(Rules rules, Origins origins, TrustedProxies trustedProxies, Keys keys) {}
