package org.fanfare.security;

import java.net.InetAddress;

/**
 * The server as the client sees it, and the client as the outermost trusted proxy sees it.
 *
 * <p>Created by {@link TrustedProxies}; immutable.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the host in lower case, IPv6 addresses in brackets; empty if the request does not
 *     name one
 * @param port the port; the default port of the scheme if none was given
 * @param clientAddress the address of the client, in the notation of the Java platform
 */
public record ExternalView(String scheme, String host, int port, String clientAddress) {
  /** Returns whether the client has reached the server as a host that is always its own machine. */
  public boolean isLoopback() {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || HostPort.parse(host)
            .flatMap(HostPort::address)
            .filter(InetAddress::isLoopbackAddress)
            .isPresent();
  }
}
