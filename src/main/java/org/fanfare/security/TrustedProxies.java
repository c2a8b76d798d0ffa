package org.fanfare.security;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The proxies in front of the server whose forwarded headers are believed.
 *
 * <p>{@code X-Forwarded-For}, {@code -Proto}, {@code -Host}, {@code -Port} and {@code Forwarded}
 * from any other peer are ignored. Immutable; safe for use by any thread; no address is looked up.
 *
 * <pre>{@code
 * ExternalView outside =
 *     proxies.outside(
 *         request.getRemoteAddr(),
 *         request.isSecure(),
 *         request.getLocalPort(),
 *         name -> Collections.list(request.getHeaders(name)));
 * }</pre>
 */
public final class TrustedProxies {
  private final List<Cidr> ranges;

  /**
   * Takes the ranges of addresses of the proxies, such as {@code 10.0.0.0/8} or {@code ::1}.
   *
   * @throws IllegalArgumentException if an entry is not a range of addresses; the message names the
   *     entry
   */
  public TrustedProxies(List<String> cidrs) {
    this.ranges = cidrs.stream().map(Cidr::parse).toList();
  }

  /**
   * Returns how the client sees the server. Never throws because of the content of a header.
   *
   * @param peer the remote address of the TCP connection
   * @param secure whether the container received the request over TLS
   * @param localPort the local port of the request, used if there is no {@code Host}
   * @param headers returns all lines of the header of a name, in order; empty if there are none
   */
  public ExternalView outside(
      String peer, boolean secure, int localPort, Function<String, List<String>> headers) {
    Optional<InetAddress> address = IpAddress.parse(peer);
    ForwardedHeaders said =
        address.filter(this::trusts).isPresent()
            ? ForwardedHeaders.read(headers, this::trusts)
            : ForwardedHeaders.NOTHING;
    String scheme = said.scheme() != null ? said.scheme() : secure ? "https" : "http";
    InetAddress client = said.client() != null ? said.client() : address.orElse(null);
    HostPort host = said.host() != null ? said.host() : named(headers, localPort);
    int port = host.port() == HostPort.NO_PORT && said.port() != null ? said.port() : host.port();
    return new ExternalView(
        scheme,
        host.host(),
        HostPort.portOf(scheme, port),
        client == null ? peer : client.getHostAddress());
  }

  /** Returns whether the headers of this peer are believed. */
  public boolean trusts(String peer) {
    return IpAddress.parse(peer).filter(this::trusts).isPresent();
  }

  private static HostPort named(Function<String, List<String>> headers, int localPort) {
    List<String> lines = headers.apply("Host");
    return Optional.of(lines)
        .filter(all -> all.size() == 1)
        .flatMap(all -> HostPort.parse(all.get(0).strip()))
        .orElse(new HostPort("", localPort));
  }

  private boolean trusts(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
