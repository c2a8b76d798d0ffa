package org.fanfare.security;

/**
 * The access rules: who may do what, and from where. Immutable; safe for use by any thread.
 *
 * @param rules the rules for groups
 * @param origins the origins of pages that may use the server
 * @param hosts the names under which browsers may use the server
 * @param trustedProxies the proxies whose forwarded headers are believed
 * @param keys the keys of back ends
 */
public record Access(
    Rules rules, Origins origins, Hosts hosts, TrustedProxies trustedProxies, Keys keys) {}
