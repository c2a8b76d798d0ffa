package org.fanfare.security;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names under which browsers may ask for this server. They protect it from DNS rebinding: a
 * page of another site whose name was made to point at this server has that name as its origin and
 * as its {@code Host}, so that it would be taken for a page of the server's own.
 *
 * <p>If names are set, a browser may use these only, with any port. If none is set, only a server
 * that was reached on a loopback address, without a trusted proxy, refuses names: there {@code
 * localhost}, names below it and literal addresses are right, since nobody else can make them point
 * elsewhere. Immutable; safe for use by any thread; no name is looked up.
 */
public final class Hosts {
  /** No names are set. */
  public static final Hosts UNSET = new Hosts(List.of());

  private final Set<String> names;

  /**
   * Takes the names.
   *
   * @throws IllegalArgumentException if an entry is not the name or the address of a host; the
   *     message names the entry
   */
  public Hosts(List<String> names) {
    this.names = names.stream().map(Hosts::name).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Returns whether a browser may use the name that its request has.
   *
   * @param outside the server as the browser sees it
   * @param peer the remote address of the TCP connection
   * @param reached the local address of the TCP connection
   */
  public boolean allow(ExternalView outside, TrustedProxies proxies, String peer, String reached) {
    if (!names.isEmpty()) {
      return names.contains(outside.host());
    }
    return isOfThisMachine(outside.host()) || proxies.trusts(peer) || !isLoopback(reached);
  }

  /** Returns why a browser may not use the name of its request, and the line that lets it. */
  public String refusal(ExternalView outside) {
    String host = outside.host();
    if (host.isEmpty()) {
      return "a browser's request names its host; this one has no Host that is one";
    }
    return names.isEmpty()
        ? ("\"%s\" is not a name of this server, which was reached on a loopback address. To serve"
                + " it: fanfare.hosts = [\"%s\"]. If a proxy on this machine passed it on,"
                + " fanfare.trusted-proxies lacks the proxy")
            .formatted(host, host)
        : "\"%s\" is not among the names in fanfare.hosts. To serve it: fanfare.hosts += \"%s\""
            .formatted(host, host);
  }

  private static boolean isOfThisMachine(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || HostPort.parse(host).flatMap(HostPort::address).isPresent();
  }

  private static boolean isLoopback(String address) {
    return IpAddress.parse(address).filter(ip -> ip.isLoopbackAddress()).isPresent();
  }

  private static String name(String text) {
    Optional<HostPort> host =
        HostPort.parse(text).filter(h -> h.port() == HostPort.NO_PORT && !text.endsWith(":"));
    return host.map(HostPort::host)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\""
                        + text
                        + "\" is not the name of a host; right is a name or an address as browsers"
                        + " show it, without scheme, port and path, such as \"live.example.org\" or"
                        + " \"[2001:db8::1]\""));
  }
}
