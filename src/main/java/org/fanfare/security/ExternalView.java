package org.fanfare.security;

/**
 * The server as the client sees it, and the client as the outermost trusted proxy sees it.
 *
 * <p>Made by {@link TrustedProxies}; immutable.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the host in lower case, IPv6 addresses in brackets; empty if the request names none
 * @param port the port, the usual one of the scheme if none was written
 * @param clientAddress the address of the client, in the platform's spelling
 */
public record ExternalView(String scheme, String host, int port, String clientAddress) {}
